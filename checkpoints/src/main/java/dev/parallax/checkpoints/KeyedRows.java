package dev.parallax.checkpoints;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.shared.flow.Transformation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * What an operator keeps for its keys, decoded by what the checkpoint itself says of its form: the pipeline's classes are not needed.
 *
 * @param operator whose it is
 * @param state the state's name
 * @param entries the first of them, each with its value
 * @param more how many there are besides
 * @param sessions of the rollup's rows that are sessions, what each spans by now, by the name under which it is kept; empty otherwise
 */
public record KeyedRows(
        OperatorContents operator,
        String state,
        List<KeyedEntry> entries,
        long more,
        Map<JsonNode, JsonNode> sessions) {
    /** The rollup's state of rows. */
    public static final String CELLS = "cells";

    private static final String SESSIONS = "open sessions";

    /**
     * Reads them.
     *
     * @param operator the uid, name or id of an operator; null for the rollup, or else the only one that keeps something by key
     * @param state the name of the state; null for the rollup's rows, or else the only one that is not timers
     * @param key null for all keys
     * @param most how many entries are wanted
     * @param temporary an empty directory of its own
     * @param progress is told how many entries were read
     * @throws IllegalArgumentException if there is no such operator or state, or it must be chosen, with a sentence
     */
    public static KeyedRows of(
            CheckpointContents contents,
            String operator,
            String state,
            String key,
            int most,
            Path temporary,
            LongConsumer progress) {
        OperatorContents chosen = choose(contents, operator, temporary);
        KeyedStates states = new KeyedStates(chosen, temporary);
        EntryProgress read = new EntryProgress(progress);
        String name = chooseState(chosen, states, state);
        boolean isRollup = name.equals(CELLS);
        Set<Integer> keyGroups =
                key != null && isRollup ? Transformation.keyGroups(key, chosen.maxParallelism()) : null;
        List<KeyedEntry> entries = new ArrayList<>();
        long[] more = new long[1];
        states.scan(choice(name, keyGroups), (kind, group, entry, bytes) -> {
            read.read();
            if (key != null && !entry.subject().asText().equals(key)) {
                return;
            }
            if (entries.size() < most) {
                entries.add(entry);
            } else {
                more[0]++;
            }
        });
        entries.sort(ORDER);
        return new KeyedRows(chosen, name, entries, more[0], sessions(states, entries, keyGroups, isRollup));
    }

    private static final Comparator<KeyedEntry> ORDER = Comparator.<KeyedEntry, String>comparing(
                    entry -> entry.subject().asText())
            .thenComparing(entry -> entry.window().path("start").longValue());

    /** @param keyGroups null for all */
    private static KeyedStates.Choice choice(String name, Set<Integer> keyGroups) {
        return new KeyedStates.Choice() {
            @Override
            public boolean state(String each) {
                return each.equals(name);
            }

            @Override
            public boolean keyGroup(int number) {
                return keyGroups == null || keyGroups.contains(number);
            }
        };
    }

    private static OperatorContents choose(CheckpointContents contents, String called, Path temporary) {
        if (called != null) {
            OperatorContents operator = contents.operator(called)
                    .orElseThrow(() -> new IllegalArgumentException("The checkpoint in "
                            + contents.entry().path() + " has no operator '" + called + "'; it has: "
                            + titles(contents.operators()) + "."));
            if (!new KeyedStates(operator, temporary).isKept()) {
                throw new IllegalArgumentException("The operator " + operator.title() + " of the checkpoint in "
                        + contents.entry().path() + " keeps nothing by key" + keyed(contents, temporary) + ".");
            }
            return operator;
        }
        List<OperatorContents> keyed = withKeys(contents, temporary);
        return keyed.stream()
                .filter(operator -> operator.title().equals("rollup"))
                .findFirst()
                .or(() -> keyed.size() == 1 ? keyed.stream().findFirst() : Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException(
                        keyed.isEmpty()
                                ? "No operator of the checkpoint in "
                                        + contents.entry().path() + " keeps anything by key."
                                : "Several operators of the checkpoint in "
                                        + contents.entry().path()
                                        + " keep something by key: choose one with --operator, "
                                        + titles(keyed) + "."));
    }

    private static List<OperatorContents> withKeys(CheckpointContents contents, Path temporary) {
        return contents.operators().stream()
                .filter(operator -> new KeyedStates(operator, temporary).isKept())
                .toList();
    }

    private static String keyed(CheckpointContents contents, Path temporary) {
        List<OperatorContents> keyed = withKeys(contents, temporary);
        return keyed.isEmpty() ? "" : "; these do: " + titles(keyed);
    }

    private static String titles(List<OperatorContents> operators) {
        return String.join(", ", operators.stream().map(OperatorContents::title).toList());
    }

    private static String chooseState(OperatorContents operator, KeyedStates states, String wanted) {
        Map<String, KeyedState.Kind> there = new TreeMap<>();
        states.scan(
                new KeyedStates.Choice() {
                    @Override
                    public boolean keyGroup(int number) {
                        return false;
                    }
                },
                new KeyedStates.Visitor() {
                    @Override
                    public void begin(String state, KeyedState.Kind kind) {
                        there.put(state, kind);
                    }

                    @Override
                    public void visit(KeyedState.Kind kind, int keyGroup, KeyedEntry entry, long bytes) {
                        throw new IllegalStateException("No entry was asked for.");
                    }
                });
        if (wanted != null && there.containsKey(wanted)) {
            return wanted;
        }
        if (wanted == null && there.containsKey(CELLS)) {
            return CELLS;
        }
        List<String> plain = there.keySet().stream()
                .filter(name -> there.get(name) != KeyedState.Kind.TIMERS)
                .toList();
        if (wanted == null && plain.size() == 1) {
            return plain.get(0);
        }
        throw new IllegalArgumentException("The operator " + operator.title()
                + (wanted == null
                        ? " has several states: choose one with --state, "
                        : " has no state '" + wanted + "'; it has: ")
                + String.join(", ", there.keySet()) + ".");
    }

    /** A session is kept under the name that its first part had, and grows. */
    private static Map<JsonNode, JsonNode> sessions(
            KeyedStates states, List<KeyedEntry> rows, Set<Integer> keyGroups, boolean isRollup) {
        Map<JsonNode, JsonNode> sessions = new HashMap<>();
        if (isRollup
                && rows.stream().anyMatch(row -> row.window().path("session").booleanValue())) {
            rows.forEach(row -> sessions.put(row.row(), row.window()));
            states.scan(
                    choice(SESSIONS, keyGroups),
                    (kind, group, entry, bytes) -> sessions.computeIfPresent(
                            entry.row(), (name, first) -> entry.value().path("window")));
        }
        return sessions;
    }

    /** Whether these are rows of the rollup. */
    public boolean isRollup() {
        return state.equals(CELLS)
                && entries.stream().allMatch(entry -> entry.window().isObject());
    }

    /** What a row of the rollup spans. */
    public JsonNode window(KeyedEntry row) {
        return sessions.getOrDefault(row.row(), row.window());
    }
}
