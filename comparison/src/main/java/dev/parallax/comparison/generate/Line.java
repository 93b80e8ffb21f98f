package dev.parallax.comparison.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The bytes of one line while it is written. */
final class Line {
    /** More than the longest line needs: a device event with four readings has less than 600 bytes. */
    private static final int CAPACITY = 1024;

    private final byte[] bytes = new byte[CAPACITY];
    private int length;

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void cutTo(int newLength) {
        length = newLength;
    }

    /** @param text in ASCII */
    void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    /** @param character in ASCII */
    void character(char character) {
        bytes[length++] = (byte) character;
    }

    void bytes(byte[] more) {
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    /** Adds a number that is not negative. */
    void number(long number) {
        number(number, 1);
    }

    /** Adds a number that is not negative, with leading zeros up to so many digits. */
    void number(long number, int leastDigits) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        length += Math.max(digits, leastDigits);
        long rest = number;
        for (int i = 1; i <= Math.max(digits, leastDigits); i++) {
            bytes[length - i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }
}
