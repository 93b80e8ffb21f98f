package dev.parallax.benchmarks.programs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Rows by customer and window, with open addressing: each row is eight longs, the size of a cache line. A count of 0 is an empty place. */
final class RowTable {
    static final long WINDOW_SECONDS = 600;

    private static final int CUSTOMER = 0;
    private static final int WINDOW = 1;
    private static final int COUNT = 2;
    private static final int ERRORS = 3;
    private static final int MIN = 4;
    private static final int MAX = 5;
    private static final int SUM = 6;
    private static final int ROW = 8;

    private long[] table = new long[1 << 17];
    private int size;

    /**
     * @param customer up to eight bytes of ASCII, the first one highest
     * @param window its start, in windows since the epoch
     */
    void add(long customer, long window, long count, long errors, long min, long max, long sum) {
        int place = place(customer, window);
        if (table[place + COUNT] == 0) {
            table[place + CUSTOMER] = customer;
            table[place + WINDOW] = window;
            table[place + MIN] = Long.MAX_VALUE;
            table[place + MAX] = Long.MIN_VALUE;
            size++;
        }
        table[place + COUNT] += count;
        table[place + ERRORS] += errors;
        table[place + MIN] = Math.min(table[place + MIN], min);
        table[place + MAX] = Math.max(table[place + MAX], max);
        table[place + SUM] += sum;
        if (size * 2 * ROW > table.length) {
            grow();
        }
    }

    private int place(long customer, long window) {
        int mask = table.length - ROW;
        long hash = (customer ^ window * 0x9E3779B97F4A7C15L) * 0xC2B2AE3D27D4EB4FL;
        int place = (int) (hash >>> 32) * ROW & mask;
        while (table[place + COUNT] != 0 && (table[place + CUSTOMER] != customer || table[place + WINDOW] != window)) {
            place = place + ROW & mask;
        }
        return place;
    }

    private void grow() {
        long[] old = table;
        table = new long[2 * old.length];
        for (int from = 0; from < old.length; from += ROW) {
            if (old[from + COUNT] != 0) {
                System.arraycopy(old, from, table, place(old[from + CUSTOMER], old[from + WINDOW]), ROW);
            }
        }
    }

    void writeTo(OutputStream out) throws IOException {
        Map<Long, byte[]> windows = new HashMap<>();
        RowText text = new RowText();
        for (int row = 0; row < table.length; row += ROW) {
            if (table[row + COUNT] != 0) {
                text.clear();
                text.ascii("{\"key\":\"");
                text.packed(table[row + CUSTOMER]);
                text.bytes(windows.computeIfAbsent(table[row + WINDOW], RowTable::windowText));
                text.number(table[row + COUNT]);
                text.ascii(",\"errors\":");
                text.number(table[row + ERRORS]);
                text.ascii(",\"min\":");
                text.celsius(table[row + MIN], 1);
                text.ascii(",\"max\":");
                text.celsius(table[row + MAX], 1);
                text.ascii(",\"mean\":");
                text.celsius(table[row + SUM], table[row + COUNT]);
                text.ascii("}\n");
                text.writeTo(out);
            }
        }
    }

    private static byte[] windowText(long window) {
        Instant start = Instant.ofEpochSecond(window * WINDOW_SECONDS);
        String text = "\",\"windowStart\":\"" + start + "\",\"windowEnd\":\"" + start.plusSeconds(WINDOW_SECONDS)
                + "\",\"count\":";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
