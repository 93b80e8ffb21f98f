-- Writes rows into a hash unless what is stored is newer.
-- KEYS[1]: the hash. ARGV: fence field, generation, base generation, 1 to keep what a checkpoint covers, then pairs of field and row.
-- A row: kind (1 byte), generation (8), checkpoint (4), count (4), length of the value (4), the value, the previous row if kept.
-- Returns how many rows were refused because a newer one is stored.
local key = KEYS[1]
local generation = tonumber(ARGV[2])
local base = tonumber(ARGV[3])
local keep = ARGV[4] == '1'
local read, sub = struct.unpack, string.sub

-- The fence, then the fields of the rows. Counters throughout, since '#' searches for the end of a table each time.
local fields = {ARGV[1]}
local last = 1
for i = 5, #ARGV, 2 do
  last = last + 1
  fields[last] = ARGV[i]
end
local stored = redis.call('HMGET', key, unpack(fields))
local newest = tonumber(stored[1] or '-1')
if newest > generation then
  return redis.error_reply('FENCED ' .. stored[1])
end

local write = {}
local written = 0
if newest < generation then
  write = {ARGV[1], ARGV[2]}
  written = 2
end
local refused = 0
for i = 2, last do
  local row = ARGV[2 * i + 2]
  local old = stored[i]
  local accepted = true
  if old then
    local _, g, c, n, length = read('>BI8I4I4I4', old)
    if g >= generation or keep then
      local _, _, newC, newN = read('>BI8I4I4', row)
      if g > generation or (g == generation and (c > newC or (c == newC and n > newN))) then
        accepted = false
        refused = refused + 1
      elseif keep then
        if c < newC or g < base then
          row = row .. sub(old, 1, 21 + length)
        else
          row = row .. sub(old, 22 + length)
        end
      end
    end
  end
  if accepted then
    write[written + 1] = fields[i]
    write[written + 2] = row
    written = written + 2
  end
end
if written > 0 then
  redis.call('HSET', key, unpack(write))
end
return refused
