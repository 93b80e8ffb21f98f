package dev.parallax.comparison.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.checkpoints.CheckpointContents;
import dev.parallax.checkpoints.CheckpointDifference;
import dev.parallax.checkpoints.CheckpointReport;
import dev.parallax.checkpoints.KeyedEntry;
import dev.parallax.checkpoints.KeyedRows;
import dev.parallax.checkpoints.OperatorReport;
import dev.parallax.checkpoints.PendingCommit;
import dev.parallax.checkpoints.SourceChange;
import dev.parallax.checkpoints.SourcePosition;
import dev.parallax.checkpoints.StateSummary;
import dev.parallax.shared.model.PartitionClock;
import dev.parallax.shared.query.Commit;
import java.util.Locale;

/** Checkpoints as programs read them: one object. What is not known is null. */
final class CheckpointJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CheckpointJson() {}

    static ObjectNode of(CheckpointReport report) {
        ObjectNode json = of(report.contents());
        ArrayNode sources = json.putArray("sources");
        report.read().sources().forEach(position -> source(sources.addObject(), position));
        ArrayNode clocks = json.putArray("clocks");
        report.read().clocks().forEach(clock -> clock(clocks.addObject(), clock));
        json.put(
                "closedUpTo",
                report.read().closedUpTo().isPresent()
                        ? time(report.read().closedUpTo().getAsLong())
                        : null);
        ArrayNode operators = json.putArray("operators");
        report.operators().forEach(operator -> operator(operators.addObject(), operator));
        ArrayNode pending = json.putArray("pending");
        report.pending().forEach(commit -> pending(pending.addObject(), commit));
        ArrayNode problems = json.putArray("problems");
        report.problems().forEach(problems::add);
        return json;
    }

    private static ObjectNode of(CheckpointContents contents) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("number", contents.number());
        json.put("kind", word(contents.entry().kind()));
        json.put("job", contents.entry().job());
        json.put("time", contents.entry().time().toString());
        json.put("path", contents.entry().path().toString());
        json.put("bytes", contents.size());
        json.put("ownBytes", contents.ownSize());
        return json;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String time(long millis) {
        String time = CheckpointTables.time(millis);
        return time.isEmpty() ? null : time;
    }

    private static Long known(long number) {
        return number == SourcePosition.NONE ? null : (Long) number;
    }

    private static void source(ObjectNode json, SourcePosition position) {
        json.put("operator", position.operator());
        json.put("kind", word(position.kind()));
        json.put("name", position.name());
        json.put("partition", known(position.partition()));
        json.put("next", known(position.next()));
        json.put("standing", word(position.standing()));
    }

    private static void clock(ObjectNode json, PartitionClock clock) {
        json.put("partition", clock.partition());
        json.put("nextOffset", clock.nextOffset());
        json.put("records", clock.records());
        json.put("malformed", clock.malformed());
        json.put("invalid", clock.invalid());
        json.put("ingestTime", time(clock.ingest()));
        json.put("eventTime", time(clock.event()));
    }

    private static void operator(ObjectNode json, OperatorReport report) {
        json.put("uid", report.operator().uid().orElse(null));
        json.put("name", report.operator().name().orElse(null));
        json.put("id", report.operator().id());
        json.put("parallelism", report.operator().parallelism());
        json.put("maxParallelism", report.operator().maxParallelism());
        json.put("finished", report.operator().isFinished());
        json.put("bytes", report.operator().size());
        json.put("ownBytes", report.operator().ownSize());
        ArrayNode states = json.putArray("states");
        for (StateSummary summary : report.states()) {
            ObjectNode state = states.addObject();
            state.put("name", summary.name());
            state.put("kind", summary.kind());
            state.put("keys", summary.isKeyed() ? (Long) summary.keys() : null);
            state.put("entries", summary.entries());
            state.put("bytes", summary.bytes());
        }
    }

    private static void pending(ObjectNode json, PendingCommit commit) {
        json.put("operator", commit.operator());
        json.put("checkpoint", commit.checkpoint());
        json.put("kind", word(commit.kind()));
        json.put("what", commit.what());
    }

    static ObjectNode of(CheckpointDifference difference) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("from", of(difference.before()));
        json.set("to", of(difference.after()));
        ArrayNode sources = json.putArray("sources");
        for (SourceChange change : difference.sources()) {
            ObjectNode source = sources.addObject();
            SourcePosition position = change.position();
            source.put("operator", position.operator());
            source.put("kind", word(position.kind()));
            source.put("name", position.name());
            source.put("partition", known(position.partition()));
            source.put("from", known(change.from()));
            source.put("to", known(change.to()));
            source.put(
                    "standing",
                    change.after() == null ? null : word(change.after().standing()));
        }
        ArrayNode log = json.putArray("log");
        for (CheckpointDifference.PartitionChange change : difference.partitions()) {
            ObjectNode partition = log.addObject();
            partition.put("partition", change.number());
            partition.put("records", change.records());
            partition.put("fromOffset", change.before().nextOffset());
            partition.put("toOffset", change.after().nextOffset());
        }
        ArrayNode commits = json.putArray("commits");
        for (Commit commit : difference.commits()) {
            commits.add(JSON.valueToTree(commit));
        }
        return json;
    }

    static ObjectNode of(CheckpointContents contents, KeyedRows rows) {
        ObjectNode json = of(contents);
        json.put("operator", rows.operator().title());
        json.put("state", rows.state());
        json.put("more", rows.more());
        ArrayNode entries = json.putArray("entries");
        for (KeyedEntry row : rows.entries()) {
            ObjectNode entry = entries.addObject();
            if (rows.isRollup()) {
                JsonNode window = rows.window(row);
                entry.set("key", row.subject());
                entry.put("windowStart", time(window.path("start").longValue()));
                entry.put("windowEnd", time(window.path("end").longValue()));
                entry.put("epoch", row.epoch() == 0 ? null : (Long) row.epoch());
                entry.put("contributions", row.contributions());
                entry.set("accumulator", row.accumulator());
            } else {
                entry.set("key", row.key());
                entry.set("namespace", row.namespace());
                entry.set("mapKey", row.mapKey());
                entry.set("value", row.value());
            }
        }
        return json;
    }
}
