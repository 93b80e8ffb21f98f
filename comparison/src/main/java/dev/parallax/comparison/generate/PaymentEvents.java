package dev.parallax.comparison.generate;

/** Events of payments: how the one that arrived last is written, and what looks like one and is none. */
final class PaymentEvents implements EventTemplate {
    private static final String[] UNREADABLE_TIMES = {"", "yesterday", "2023-02-30 11:13:53.643364", "05/01/2023 11:13"
    };
    private static final Flaw[] INVALID = {
        Flaw.NO_CARD,
        Flaw.NULL_ACCOUNT,
        Flaw.EMPTY_MERCHANT,
        Flaw.SMALL_COUNTRY,
        Flaw.AMOUNT_IN_WORDS,
        Flaw.NEGATIVE_AMOUNT,
        Flaw.NO_AMOUNT_OF_MONEY,
        Flaw.TOO_MANY_DECIMALS,
        Flaw.UNKNOWN_CURRENCY,
        Flaw.UNKNOWN_CHANNEL
    };
    private static final Flaw[] MALFORMED = {Flaw.NO_PAYMENT_ID, Flaw.NO_EVENT_TIME, Flaw.UNREADABLE_EVENT_TIME};

    private final PaymentsUnderWay payments;

    PaymentEvents(PaymentsUnderWay payments) {
        this.payments = payments;
    }

    @Override
    public int writeEvent(Line line, long number, long eventTime, SeededRandom random) {
        if (payments.isAccount()) {
            writeAccount(line, payments.latest(), eventTime);
        } else {
            write(line, payments.latest().paymentId(), eventTime, random, Flaw.NONE);
        }
        return 1;
    }

    private void writeAccount(Line line, PlannedPayment payment, long eventTime) {
        line.character('{');
        field(line, "accountId", payment.accountId());
        line.character(',');
        field(line, "homeCountry", CardHolders.home(payment.holder()).name());
        line.character(',');
        field(line, "riskClass", payments.accounts().riskClass(payment).name());
        line.text(",\"validFrom\":\"");
        TimeText.write(line, eventTime);
        line.text("\"}");
    }

    @Override
    public void writeInvalid(Line line, long number, long eventTime, SeededRandom random) {
        write(line, strangeId(number), eventTime, random, INVALID[random.below(INVALID.length)]);
    }

    @Override
    public void writeMalformed(Line line, long number, long eventTime, SeededRandom random) {
        write(line, strangeId(number), eventTime, random, MALFORMED[random.below(MALFORMED.length)]);
    }

    /** One that no payment has: theirs are made of even numbers. */
    private static String strangeId(long number) {
        return ScrambledId.of('P', 2 * number + 1);
    }

    private void write(Line line, String paymentId, long eventTime, SeededRandom random, Flaw flaw) {
        PlannedPayment payment = payments.latest();
        line.character('{');
        if (flaw != Flaw.NO_PAYMENT_ID) {
            field(line, "paymentId", paymentId);
            line.character(',');
        }
        if (flaw == Flaw.NULL_ACCOUNT) {
            line.text("\"accountId\":null");
        } else {
            field(line, "accountId", payment.accountId());
        }
        if (flaw != Flaw.NO_CARD) {
            line.character(',');
            field(line, "cardId", payment.cardId());
        }
        line.text(",\"merchantId\":\"");
        if (flaw != Flaw.EMPTY_MERCHANT) {
            line.character('M');
            line.number(payment.merchant(), 5);
        }
        line.text("\",");
        field(
                line,
                "merchantCountry",
                flaw == Flaw.SMALL_COUNTRY ? "xx" : payment.country().name());
        line.text(",\"amount\":\"");
        writeAmount(line, payment, flaw);
        line.text("\",");
        field(
                line,
                "currency",
                flaw == Flaw.UNKNOWN_CURRENCY ? "EURO" : payment.currency().currency());
        line.character(',');
        field(
                line,
                "channel",
                flaw == Flaw.UNKNOWN_CHANNEL ? "CASH" : payment.channel().name());
        writeEventTime(line, eventTime, random, flaw);
        line.character('}');
    }

    private static void field(Line line, String name, String value) {
        line.character('"');
        line.text(name);
        line.text("\":\"");
        line.text(value);
        line.character('"');
    }

    private static void writeAmount(Line line, PlannedPayment payment, Flaw flaw) {
        if (flaw == Flaw.AMOUNT_IN_WORDS) {
            line.text("twelve");
            return;
        }
        if (flaw == Flaw.NEGATIVE_AMOUNT) {
            line.character('-');
        }
        long unit = 1;
        for (int i = 0; i < payment.currency().decimals(); i++) {
            unit *= 10;
        }
        long amount = flaw == Flaw.NO_AMOUNT_OF_MONEY ? 0 : payment.amount();
        line.number(amount / unit);
        if (unit > 1) {
            line.character('.');
            line.number(amount % unit, payment.currency().decimals());
        }
        if (flaw == Flaw.TOO_MANY_DECIMALS) {
            line.text(unit > 1 ? "0" : ".0");
        }
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
        NO_CARD,
        NULL_ACCOUNT,
        EMPTY_MERCHANT,
        SMALL_COUNTRY,
        AMOUNT_IN_WORDS,
        NEGATIVE_AMOUNT,
        NO_AMOUNT_OF_MONEY,
        TOO_MANY_DECIMALS,
        UNKNOWN_CURRENCY,
        UNKNOWN_CHANNEL,
        NO_PAYMENT_ID,
        NO_EVENT_TIME,
        UNREADABLE_EVENT_TIME
    }
}
