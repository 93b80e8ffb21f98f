package dev.parallax.comparison.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events of anniversaries: customers of between no and six years of membership, each of whom is made known before the first order; who order, cancel one of their last orders, move to another time zone,
 * or turn out to have signed up on another day.
 */
final class MemberEvents implements EventTemplate {
    private static final String[] FIRST_NAMES = {"Ada", "Björn", "Chloé", "Dmitri", "Elif", "Fatima", "Grace", "Hiro"};
    private static final String[] LAST_NAMES = {"Abel", "Braun", "Costa", "Dubois", "Evans", "Fischer", "Garcia", "Sato"
    };
    private static final String[] TIME_ZONES = {
        "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Sydney", "America/Sao_Paulo", "UTC"
    };
    private static final String[] CURRENCIES = {"EUR", "USD", "GBP"};
    private static final String[] UNREADABLE_TIMES = {"", "yesterday", "2023-02-30 11:13:53.643364"};
    private static final String[] INVALID = {
        "\"amount\":\"-1.00\",\"currency\":\"EUR\"",
        "\"amount\":\"1.00\",\"currency\":\"EURO\"",
        "\"amount\":\"1.005\",\"currency\":\"EUR\"",
        "\"amount\":\"a lot\",\"currency\":\"EUR\"",
        "\"currency\":\"EUR\""
    };
    private static final long MICROS_A_DAY = 86_400_000_000L;
    private static final int YEARS = 6;
    private static final int REMEMBERED = 5;

    private final int customers;
    private final Map<Integer, Member> members = new HashMap<>();

    /** What was said of a customer, and the last orders. */
    private static final class Member {
        private long validFrom;
        private long signedUpOn;
        private int timeZone;
        private final List<Ordered> orders = new ArrayList<>();
    }

    /** @param orderedAt in microseconds since the epoch */
    private record Ordered(String orderId, long cents, String currency, long orderedAt) {}

    MemberEvents(int customers) {
        this.customers = customers;
    }

    @Override
    public int writeEvent(Line line, long number, long eventTime, SeededRandom random) {
        int customer = random.skewedBelow(customers);
        Member member = members.get(customer);
        int what = random.below(1_000);
        if (member == null) {
            members.put(customer, signUp(line, customer, eventTime, random));
        } else if (what < 30 && !member.orders.isEmpty()) {
            Ordered order = member.orders.remove(random.below(member.orders.size()));
            writeOrder(line, customer, order, Math.max(eventTime, order.orderedAt()));
        } else if (what < 50) {
            member.timeZone = random.below(TIME_ZONES.length);
            member.validFrom = eventTime;
            writeCustomer(line, customer, member);
        } else if (what < 52) {
            member.signedUpOn += random.below(61) - 30;
            writeCustomer(line, customer, member);
        } else {
            Ordered order = new Ordered(
                    ScrambledId.of('O', number),
                    100 + random.below(20_000),
                    CURRENCIES[random.skewedBelow(CURRENCIES.length)],
                    eventTime);
            member.orders.add(order);
            if (member.orders.size() > REMEMBERED) {
                member.orders.remove(0);
            }
            writeOrder(line, customer, order, Long.MIN_VALUE);
        }
        return 1;
    }

    private Member signUp(Line line, int customer, long eventTime, SeededRandom random) {
        Member member = new Member();
        member.signedUpOn = Math.floorDiv(eventTime, MICROS_A_DAY) - random.below(YEARS * 365);
        member.timeZone = random.below(TIME_ZONES.length);
        member.validFrom = eventTime;
        writeCustomer(line, customer, member);
        return member;
    }

    private static String id(int customer) {
        return ScrambledId.of('K', customer);
    }

    /** In words of their own, as the line is in ASCII. */
    private static void writeCustomer(Line line, int customer, Member member) {
        line.text("{\"customerId\":\"" + id(customer) + "\",\"name\":\"");
        line.text(escaped(FIRST_NAMES[customer % FIRST_NAMES.length] + " "
                + LAST_NAMES[customer / FIRST_NAMES.length % LAST_NAMES.length]));
        line.text("\",\"signedUpOn\":\"" + LocalDate.ofEpochDay(member.signedUpOn) + "\",\"timeZone\":\""
                + TIME_ZONES[member.timeZone] + "\",\"validFrom\":\"");
        TimeText.write(line, member.validFrom);
        line.text("\"}");
    }

    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        name.chars()
                .forEach(character -> escaped.append(
                        character < 128 ? String.valueOf((char) character) : String.format("\\u%04x", character)));
        return escaped.toString();
    }

    /** @param cancelledAt {@link Long#MIN_VALUE} for never */
    private static void writeOrder(Line line, int customer, Ordered order, long cancelledAt) {
        line.text("{\"orderId\":\"" + order.orderId() + "\",\"customerId\":\"" + id(customer) + "\",\"amount\":\"");
        line.number(order.cents() / 100);
        line.character('.');
        line.number(order.cents() % 100, 2);
        line.text("\",\"currency\":\"" + order.currency() + "\",\"eventTime\":\"");
        TimeText.write(line, order.orderedAt());
        if (cancelledAt != Long.MIN_VALUE) {
            line.text("\",\"cancelledAt\":\"");
            TimeText.write(line, cancelledAt);
        }
        line.text("\"}");
    }

    @Override
    public void writeInvalid(Line line, long number, long eventTime, SeededRandom random) {
        line.text("{\"orderId\":\"" + ScrambledId.of('O', number) + "\",\"customerId\":\"" + id(random.below(customers))
                + "\"," + INVALID[random.below(INVALID.length)] + ",\"eventTime\":\"");
        TimeText.write(line, eventTime);
        line.text("\"}");
    }

    @Override
    public void writeMalformed(Line line, long number, long eventTime, SeededRandom random) {
        boolean hasId = random.below(2) == 0;
        line.text("{" + (hasId ? "\"orderId\":\"" + ScrambledId.of('O', number) + "\"," : "") + "\"customerId\":\""
                + id(random.below(customers)) + "\",\"amount\":\"1.00\",\"currency\":\"EUR\",\"eventTime\":\""
                + UNREADABLE_TIMES[random.below(UNREADABLE_TIMES.length)] + "\"}");
    }
}
