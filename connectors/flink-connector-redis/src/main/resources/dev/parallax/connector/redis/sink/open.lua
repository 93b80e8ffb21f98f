-- A writer opens: takes the next generation and enters itself as the newest writer of its subtask.
-- KEYS[1]: the hash of generations. ARGV: subtask, parallelism, job id.
-- Returns: its generation, the first generation of its job, the generation of the subtask's writer before (-1 if none), then
-- the newest generation of every other subtask.
local key = KEYS[1]
local subtask = ARGV[1]
local parallelism = tonumber(ARGV[2])
local generation = string.format('%.0f', redis.call('HINCRBY', key, 'generation', 1))
if redis.call('HGET', key, 'job') ~= ARGV[3] then
  redis.call('HSET', key, 'job', ARGV[3], 'first', generation)
end
local answer = {generation, redis.call('HGET', key, 'first'), redis.call('HGET', key, subtask) or '-1'}
redis.call('HSET', key, subtask, generation)
local entries = redis.call('HGETALL', key)
for i = 1, #entries, 2 do
  local other = tonumber(entries[i])
  if other then
    if other >= parallelism then
      -- Left by a run of greater parallelism: nobody lives there now.
      redis.call('HDEL', key, entries[i])
    elseif entries[i] ~= subtask then
      answer[#answer + 1] = entries[i + 1]
    end
  end
end
return answer
