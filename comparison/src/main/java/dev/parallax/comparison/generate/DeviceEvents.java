package dev.parallax.comparison.generate;

/** Events of the devices pipeline: what a customer's devices measured. A few customers are much busier than most. */
final class DeviceEvents implements EventTemplate {
    private static final String HEXADECIMAL = "0123456789abcdef";
    private static final String[] UNREADABLE_TIMES = {"", "today", "2023-02-30 11:13:53.643364", "05.01.2023 11:13"};
    private static final Flaw[] INVALID = {
        Flaw.NULL_CUSTOMER,
        Flaw.EMPTY_CUSTOMER,
        Flaw.NO_DATA,
        Flaw.NULL_DATA,
        Flaw.EMPTY_DEVICES,
        Flaw.UNKNOWN_MEASURE,
        Flaw.TEMPERATURE_IN_WORDS
    };
    private static final Flaw[] MALFORMED = {Flaw.NO_EVENT_ID, Flaw.NO_EVENT_TIME, Flaw.UNREADABLE_EVENT_TIME};
    private static final int DEVICES = 12;
    private static final int OUTDOOR_DEVICE = 10;

    private final Popularity customers;

    DeviceEvents(Popularity customers) {
        this.customers = customers;
    }

    @Override
    public int writeEvent(Line line, long number, long eventTime, SeededRandom random) {
        return write(line, number, eventTime, random, Flaw.NONE);
    }

    @Override
    public void writeInvalid(Line line, long number, long eventTime, SeededRandom random) {
        write(line, number, eventTime, random, INVALID[random.below(INVALID.length)]);
    }

    @Override
    public void writeMalformed(Line line, long number, long eventTime, SeededRandom random) {
        write(line, number, eventTime, random, MALFORMED[random.below(MALFORMED.length)]);
    }

    private int write(Line line, long number, long eventTime, SeededRandom random, Flaw flaw) {
        int customer = 1 + customers.draw(random);
        line.character('{');
        if (flaw != Flaw.NO_EVENT_ID) {
            writeEventId(line, random);
        }
        line.text("\"eventOffset\":");
        line.number(number);
        line.text(",\"eventPublisher\":\"device\"");
        writeCustomer(line, customer, flaw);
        int readings = writeData(line, customer, random, flaw);
        writeEventTime(line, eventTime, random, flaw);
        line.character('}');
        return readings;
    }

    private static void writeEventId(Line line, SeededRandom random) {
        line.text("\"eventId\":\"");
        // The bits that say in every UUID of this kind that it is random.
        long high = (random.bits() & ~0xf000L) | 0x4000L;
        long low = (random.bits() & ~0xc000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
        writeHexadecimal(line, high, 60, 32);
        line.character('-');
        writeHexadecimal(line, high, 28, 16);
        line.character('-');
        writeHexadecimal(line, high, 12, 0);
        line.character('-');
        writeHexadecimal(line, low, 60, 48);
        line.character('-');
        writeHexadecimal(line, low, 44, 0);
        line.text("\",");
    }

    private static void writeHexadecimal(Line line, long bits, int fromShift, int toShift) {
        for (int shift = fromShift; shift >= toShift; shift -= 4) {
            line.character(HEXADECIMAL.charAt((int) (bits >>> shift) & 0xf));
        }
    }

    private static void writeCustomer(Line line, int customer, Flaw flaw) {
        line.text(",\"customerId\":");
        switch (flaw) {
            case NULL_CUSTOMER -> line.text("null");
            case EMPTY_CUSTOMER -> line.text("\"\"");
            default -> {
                line.text("\"CI");
                line.number(customer, 5);
                line.character('"');
            }
        }
    }

    private static int writeData(Line line, int customer, SeededRandom random, Flaw flaw) {
        switch (flaw) {
            case NO_DATA -> {
                return 0;
            }
            case NULL_DATA -> {
                line.text(",\"data\":null");
                return 0;
            }
            case EMPTY_DEVICES -> {
                line.text(",\"data\":{\"devices\":[]}");
                return 0;
            }
            default -> {
                return writeReadings(line, customer, random, flaw);
            }
        }
    }

    private static int writeReadings(Line line, int customer, SeededRandom random, Flaw flaw) {
        int readings = readings(random);
        int flawed = flaw == Flaw.NONE ? -1 : random.below(readings);
        int firstDevice = random.below(DEVICES);
        line.text(",\"data\":{\"devices\":[");
        for (int i = 0; i < readings; i++) {
            if (i > 0) {
                line.character(',');
            }
            int device = 1 + (firstDevice + i) % DEVICES;
            writeReading(line, customer, device, random, i == flawed ? flaw : Flaw.NONE);
        }
        line.text("]}");
        return readings;
    }

    /** From 1 to 4, on average 2. */
    private static int readings(SeededRandom random) {
        int percent = random.below(100);
        return percent < 40 ? 1 : percent < 70 ? 2 : percent < 90 ? 3 : 4;
    }

    private static void writeReading(Line line, int customer, int device, SeededRandom random, Flaw flaw) {
        boolean fahrenheit = (customer + device) % 4 == 0;
        line.text("{\"deviceId\":");
        if (random.below(100) == 0) {
            line.text("null");
        } else {
            line.text("\"D");
            line.number(device, 3);
            line.character('"');
        }
        line.text(",\"temperature\":");
        if (flaw == Flaw.TEMPERATURE_IN_WORDS) {
            line.text("\"hot\"");
        } else {
            writeTemperature(line, device, fahrenheit, random);
        }
        line.text(",\"measure\":\"");
        line.character(flaw == Flaw.UNKNOWN_MEASURE ? 'K' : fahrenheit ? 'F' : 'C');
        line.text("\",\"status\":");
        line.text(status(random));
        line.character('}');
    }

    /** Around 20 degrees Celsius; outdoors around freezing point, so that some are negative. */
    private static void writeTemperature(Line line, int device, boolean fahrenheit, SeededRandom random) {
        int tenths = (device == OUTDOOR_DEVICE ? -150 : 50) + random.below(150) + random.below(150);
        if (fahrenheit) {
            tenths = tenths * 9 / 5 + 320;
        }
        boolean whole = random.below(5) > 0;
        if (tenths < 0 && !(whole && tenths > -10)) {
            line.character('-');
        }
        line.number(Math.abs(tenths) / 10);
        if (!whole) {
            line.character('.');
            line.number(Math.abs(tenths) % 10);
        }
    }

    private static String status(SeededRandom random) {
        int percent = random.below(100);
        return percent < 90 ? "\"SUCCESS\"" : percent < 93 ? "\"ERROR\"" : percent < 99 ? "\"STANDBY\"" : "null";
    }

    private static void writeEventTime(Line line, long eventTime, SeededRandom random, Flaw flaw) {
        if (flaw == Flaw.UNREADABLE_EVENT_TIME) {
            TimeText.writeField(line, UNREADABLE_TIMES[random.below(UNREADABLE_TIMES.length)]);
        } else if (flaw != Flaw.NO_EVENT_TIME) {
            TimeText.writeField(line, eventTime);
        }
    }

    private enum Flaw {
        NONE,
        NULL_CUSTOMER,
        EMPTY_CUSTOMER,
        NO_DATA,
        NULL_DATA,
        EMPTY_DEVICES,
        UNKNOWN_MEASURE,
        TEMPERATURE_IN_WORDS,
        NO_EVENT_ID,
        NO_EVENT_TIME,
        UNREADABLE_EVENT_TIME
    }
}
