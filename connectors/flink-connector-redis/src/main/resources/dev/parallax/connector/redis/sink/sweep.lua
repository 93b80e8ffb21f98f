-- One page of a sweep: takes back what abandoned writers have written after the restored checkpoint.
-- KEYS[1]: the hash. ARGV: fence field, generation, base generation, restored checkpoint, prefix of fence fields, cursor, page size,
-- then the generations that live.
-- Returns the next cursor, the rows removed and the rows put back.
local key = KEYS[1]
local generation = tonumber(ARGV[2])
local base = tonumber(ARGV[3])
local restored = tonumber(ARGV[4])
local prefix = ARGV[5]
local live = {}
for i = 8, #ARGV do
  live[tonumber(ARGV[i])] = true
end
if redis.call('EXISTS', key) == 0 then
  return {'0', 0, 0}
end
-- From here on the writers before this one are refused, so nothing comes behind the sweep.
local newest = redis.call('HGET', key, ARGV[1])
if newest and tonumber(newest) > generation then
  return redis.error_reply('FENCED ' .. newest)
end
redis.call('HSET', key, ARGV[1], ARGV[2])
local page = redis.call('HSCAN', key, ARGV[6], 'COUNT', ARGV[7])
local entries = page[2]
local removed, putBack = 0, 0
for i = 1, #entries, 2 do
  local row = entries[i + 1]
  if string.sub(entries[i], 1, #prefix) ~= prefix then
    local _, g, c, _, length = struct.unpack('>BI8I4I4I4', row)
    if g >= base and g < generation and c >= restored and not live[g] then
      local previous = string.sub(row, 22 + length)
      local covered = false
      if #previous > 0 then
        local _, previousG, previousC = struct.unpack('>BI8I4', previous)
        covered = previousC < restored or previousG < base
      end
      if covered then
        redis.call('HSET', key, entries[i], previous)
        putBack = putBack + 1
      else
        redis.call('HDEL', key, entries[i])
        removed = removed + 1
      end
    end
  end
end
return {page[1], removed, putBack}
