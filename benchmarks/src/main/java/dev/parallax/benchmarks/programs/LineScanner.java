package dev.parallax.benchmarks.programs;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Reading;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/** Reads one event into numbers: those of the last line for which {@link #scan} or {@link #decode} said that it is one. */
final class LineScanner {
    private static final byte[] ID = ascii("{\"eventId\":\"");
    private static final byte[] OFFSET = ascii("\",\"eventOffset\":");
    private static final byte[] CUSTOMER = ascii(",\"eventPublisher\":\"device\",\"customerId\":\"");
    private static final byte[] DEVICES = ascii(",\"data\":{\"devices\":[");
    private static final byte[] DEVICE = ascii("{\"deviceId\":");
    private static final byte[] TEMPERATURE = ascii(",\"temperature\":");
    private static final byte[] MEASURE = ascii(",\"measure\":\"");
    private static final byte[] STATUS = ascii("\",\"status\":");
    private static final byte[] NULL = ascii("null");
    private static final byte[] ERROR = ascii("ERROR");
    private static final byte[] TIME = ascii("]},\"eventTime\":\"");
    private static final byte[] END = ascii("\"}");

    private static final long MILLION = 1_000_000;
    private static final int[] POWERS_OF_TEN = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000};
    private static final byte[] HEXADECIMAL = new byte[256];
    private static final boolean[] WORD = new boolean[256];

    static {
        Arrays.fill(HEXADECIMAL, (byte) -1);
        for (char c = '0'; c <= '9'; c++) {
            HEXADECIMAL[c] = (byte) (c - '0');
            WORD[c] = true;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            WORD[c] = true;
            WORD[c - 'a' + 'A'] = true;
        }
        for (char c = 'a'; c <= 'f'; c++) {
            HEXADECIMAL[c] = (byte) (c - 'a' + 10);
        }
    }

    private final DevicesPipeline pipeline = new DevicesPipeline();
    private final byte[] lastDate = new byte[10];
    private long lastDay;

    private byte[] bytes;
    private int position;
    private int end;

    private long idHigh;
    private long idLow;
    private long customer;
    private long window;
    private int count;
    private int errors;
    private long min;
    private long max;
    private long sum;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads a line of the usual shape and returns where its line feed is; -1 if it is of another shape, or not all there. */
    int scan(byte[] buffer, int from, int to) {
        bytes = buffer;
        position = from;
        end = to;
        boolean usual = literal(ID)
                && id()
                && literal(OFFSET)
                && integer()
                && literal(CUSTOMER)
                && customerText()
                && literal(DEVICES)
                && devices()
                && literal(TIME)
                && time()
                && literal(END)
                && position < end
                && bytes[position] == '\n';
        return usual ? position : -1;
    }

    private boolean literal(byte[] text) {
        int behind = position + text.length;
        if (behind > end || !Arrays.equals(bytes, position, behind, text, 0, text.length)) {
            return false;
        }
        position = behind;
        return true;
    }

    private boolean id() {
        if (position + 36 > end
                || bytes[position + 8] != '-'
                || bytes[position + 13] != '-'
                || bytes[position + 18] != '-'
                || bytes[position + 23] != '-') {
            return false;
        }
        long problems = 0;
        long high = 0;
        long low = 0;
        int at = position;
        for (int i = 0; i < 18; i++, at++) {
            if (i != 8 && i != 13) {
                byte digit = HEXADECIMAL[bytes[at] & 0xff];
                problems |= digit;
                high = high << 4 | digit & 0xf;
            }
        }
        for (int i = 18; i < 36; i++, at++) {
            if (i != 18 && i != 23) {
                byte digit = HEXADECIMAL[bytes[at] & 0xff];
                problems |= digit;
                low = low << 4 | digit & 0xf;
            }
        }
        idHigh = high;
        idLow = low;
        position = at;
        return problems >= 0;
    }

    private boolean integer() {
        int first = position;
        while (position < end && bytes[position] >= '0' && bytes[position] <= '9') {
            position++;
        }
        return position > first && (bytes[first] != '0' || position == first + 1);
    }

    private boolean customerText() {
        long packed = 0;
        int first = position;
        while (position < end && WORD[bytes[position] & 0xff]) {
            packed = packed << 8 | bytes[position++];
        }
        customer = packed;
        return position > first && position - first <= 8 && character('"');
    }

    private boolean character(char expected) {
        return position < end && bytes[position++] == expected;
    }

    private boolean devices() {
        clear();
        do {
            if (!device()) {
                return false;
            }
        } while (position < end && bytes[position] == ',' && position++ < end);
        return true;
    }

    private void clear() {
        count = 0;
        errors = 0;
        min = Long.MAX_VALUE;
        max = Long.MIN_VALUE;
        sum = 0;
    }

    private boolean device() {
        if (!(literal(DEVICE) && wordOrNull() && literal(TEMPERATURE))) {
            return false;
        }
        boolean negative = position < end && bytes[position] == '-';
        if (negative) {
            position++;
        }
        int first = position;
        if (!integer() || position - first > 6) {
            return false;
        }
        long millionths = digits(first, position) * MILLION;
        if (position < end && bytes[position] == '.') {
            first = ++position;
            while (position < end && bytes[position] >= '0' && bytes[position] <= '9') {
                position++;
            }
            int decimals = position - first;
            if (decimals == 0 || decimals > 6) {
                return false;
            }
            millionths += digits(first, position) * POWERS_OF_TEN[6 - decimals];
        }
        if (negative) {
            millionths = -millionths;
        }
        if (!literal(MEASURE) || position == end) {
            return false;
        }
        byte measure = bytes[position++];
        if (measure != 'C' && measure != 'F' || !literal(STATUS)) {
            return false;
        }
        int status = position;
        if (!wordOrNull()) {
            return false;
        }
        boolean error = position - status == 7 && Arrays.equals(bytes, status + 1, position - 1, ERROR, 0, 5);
        add(measure == 'C' ? millionths * 9 : (millionths - 32 * MILLION) * 5, error);
        return character('}');
    }

    private boolean wordOrNull() {
        if (position < end && bytes[position] != '"') {
            return literal(NULL);
        }
        position++;
        while (position < end && WORD[bytes[position] & 0xff]) {
            position++;
        }
        return character('"');
    }

    private long digits(int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private void add(long temperature, boolean error) {
        count++;
        errors += error ? 1 : 0;
        min = Math.min(min, temperature);
        max = Math.max(max, temperature);
        sum += temperature;
    }

    /** A time like {@code 2023-01-05 11:13:53.643364}. */
    private boolean time() {
        if (position + 26 > end) {
            return false;
        }
        int at = position;
        boolean shaped = bytes[at + 10] == ' '
                && bytes[at + 13] == ':'
                && bytes[at + 16] == ':'
                && bytes[at + 19] == '.'
                && areDigits(at + 11, at + 13)
                && areDigits(at + 14, at + 16)
                && areDigits(at + 17, at + 19)
                && areDigits(at + 20, at + 26);
        if (!shaped || !date()) {
            return false;
        }
        long hour = digits(at + 11, at + 13);
        long minute = digits(at + 14, at + 16);
        long second = digits(at + 17, at + 19);
        window = Math.floorDiv(lastDay * 86_400 + hour * 3600 + minute * 60 + second, RowTable.WINDOW_SECONDS);
        position += 26;
        return hour < 24 && minute < 60 && second < 60;
    }

    private boolean areDigits(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** Most events are of the day of the event before. */
    private boolean date() {
        if (Arrays.equals(bytes, position, position + 10, lastDate, 0, 10)) {
            return true;
        }
        try {
            LocalDate date = LocalDate.parse(new String(bytes, position, 10, StandardCharsets.ISO_8859_1));
            System.arraycopy(bytes, position, lastDate, 0, 10);
            lastDay = date.toEpochDay();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Lets the pipeline say whether a line of any other shape is an event. */
    boolean decode(byte[] line) {
        DeviceEvent event;
        try {
            event = pipeline.decode(line);
        } catch (BadRecord rejected) {
            return false;
        }
        UUID id = UUID.fromString(event.eventId());
        if (!id.toString().equals(event.eventId()) || !event.customerId().matches("[0-9A-Za-z]{1,8}")) {
            throw new IllegalArgumentException("The program by hand does not know events like this one: "
                    + new String(line, StandardCharsets.UTF_8));
        }
        idHigh = id.getMostSignificantBits();
        idLow = id.getLeastSignificantBits();
        customer = 0;
        for (byte letter : ascii(event.customerId())) {
            customer = customer << 8 | letter;
        }
        window = Math.floorDiv(event.eventTime(), RowTable.WINDOW_SECONDS * 1000);
        clear();
        for (Reading reading : event.readings()) {
            add(reading.temperature(), reading.error());
        }
        return true;
    }

    long idHigh() {
        return idHigh;
    }

    long idLow() {
        return idLow;
    }

    long customer() {
        return customer;
    }

    long window() {
        return window;
    }

    int count() {
        return count;
    }

    int errors() {
        return errors;
    }

    long min() {
        return min;
    }

    long max() {
        return max;
    }

    long sum() {
        return sum;
    }
}
