package dev.parallax.comparison.generate;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Payments between the moment in which they happen and that in which they arrive. */
final class PaymentsUnderWay implements EventTimes {
    private static final Comparator<UnderWay> ORDER =
            Comparator.comparingLong(UnderWay::arrival).thenComparingLong(each -> each.payment.number());

    private static final long MILLISECOND = 1_000;

    private final SeededRandom random;
    private final PaymentScript script;
    private final Consumer<PlantedFraud> frauds;
    private final long disorder;
    private final double lateShare;
    private final long lateBy;
    private final OpenAccounts accounts = new OpenAccounts();
    private final boolean saysAccounts;
    private final PriorityQueue<UnderWay> queue = new PriorityQueue<>(ORDER);
    private UnderWay latest;
    private boolean isAccount;
    private long late;

    private record UnderWay(PlannedPayment payment, long arrival, boolean isLate) {}

    /**
     * @param saysAccounts whether something about an account arrives, too
     * @param frauds takes each fraud whose payments have all arrived
     */
    PaymentsUnderWay(GeneratorSettings settings, boolean saysAccounts, Consumer<PlantedFraud> frauds) {
        this.saysAccounts = saysAccounts;
        this.random = new SeededRandom(~settings.seed());
        this.script = new PaymentScript(settings, random);
        this.frauds = frauds;
        this.disorder = EvenTimes.micros(settings.disorder());
        this.lateShare = settings.lateShare();
        this.lateBy = EvenTimes.micros(settings.lateBy());
        latest = new UnderWay(null, script.nextTime(), false);
    }

    /** The payment that arrived last; null before the first one. */
    PlannedPayment latest() {
        return latest.payment;
    }

    /** Whether what arrived last is no payment, but what is true of the account of {@link #latest}, which is about to arrive. */
    boolean isAccount() {
        return isAccount;
    }

    OpenAccounts accounts() {
        return accounts;
    }

    @Override
    public long usual(long position, SeededRandom lines) {
        return latest.arrival;
    }

    @Override
    public long ofEvent(long position, long usual, SeededRandom lines) {
        while (queue.isEmpty() || queue.peek().arrival >= script.nextTime()) {
            for (PlannedPayment payment : script.next()) {
                queue.add(onItsWay(payment));
            }
        }
        isAccount = saysAccounts && accounts.isDue(queue.peek().payment);
        if (isAccount) {
            latest = queue.peek();
            accounts.isSaid(latest.payment);
            return latest.isLate ? latest.arrival : latest.payment.eventTime() - MILLISECOND;
        }
        latest = queue.remove();
        accounts.hasArrived(latest.payment);
        late += latest.isLate ? 1 : 0;
        PlannedPayment payment = latest.payment;
        script.hasArrived(payment);
        if (payment.fraud() != null && payment.fraud().isCompleteWithOneMore()) {
            frauds.accept(payment.fraud().planted());
        }
        return payment.eventTime();
    }

    private UnderWay onItsWay(PlannedPayment payment) {
        boolean isLate = payment.number() > 0 && random.share() < lateShare;
        long takes = random.below(disorder + 1) + (isLate ? lateBy / 2 + random.below(lateBy + 1) : 0);
        return new UnderWay(payment, payment.eventTime() + takes, isLate);
    }

    @Override
    public long late() {
        return late;
    }
}
