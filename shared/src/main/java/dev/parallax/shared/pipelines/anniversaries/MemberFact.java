package dev.parallax.shared.pipelines.anniversaries;

import java.util.Comparator;

/** What detection remembers of an event. */
public sealed interface MemberFact permits OrderFact, CustomerVersion {
    /** So that none is the same as another one unless it is the same. */
    Comparator<MemberFact> ORDER = (one, other) -> {
        if (one instanceof OrderFact order && other instanceof OrderFact second) {
            return OrderFact.ORDER.compare(order, second);
        }
        if (one instanceof CustomerVersion version && other instanceof CustomerVersion second) {
            return CustomerVersion.ORDER.compare(version, second);
        }
        return one instanceof CustomerVersion ? -1 : 1;
    };
}
