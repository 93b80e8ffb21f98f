package dev.parallax.checkpoints;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts keys, entries and bytes of each state. A key is in one key group, and those come one after the other: so no more than one's keys are in memory. */
final class KeyedCounts implements KeyedStates.Visitor {
    private final Map<String, Count> counts = new TreeMap<>();
    private final EntryProgress progress;

    KeyedCounts(EntryProgress progress) {
        this.progress = progress;
    }

    private static final class Count {
        private final KeyedState.Kind kind;
        private final Set<JsonNode> ofKeyGroup = new HashSet<>();
        private int keyGroup = -1;
        private long keys;
        private long entries;
        private long bytes;

        private Count(KeyedState.Kind kind) {
            this.kind = kind;
        }
    }

    @Override
    public void begin(String state, KeyedState.Kind kind) {
        counts.computeIfAbsent(state, name -> new Count(kind));
    }

    @Override
    public void visit(KeyedState.Kind kind, int keyGroup, KeyedEntry entry, long bytes) {
        Count count = counts.get(entry.state());
        if (count.keyGroup != keyGroup) {
            count.keyGroup = keyGroup;
            count.ofKeyGroup.clear();
        }
        if (count.ofKeyGroup.add(entry.subject())) {
            count.keys++;
        }
        count.entries++;
        count.bytes += bytes;
        progress.read();
    }

    /** By name. */
    List<StateSummary> summaries() {
        return counts.entrySet().stream()
                .map(state -> new StateSummary(
                        state.getKey(),
                        state.getValue().kind.text(),
                        state.getValue().keys,
                        state.getValue().entries,
                        state.getValue().bytes))
                .toList();
    }
}
