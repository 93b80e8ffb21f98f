package dev.parallax.shared.flow;

import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.Detection;
import dev.parallax.shared.logic.Finding;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Finds at each event, behind which others of its customer it came: that depends on all of them, and on their order. */
final class FollowersPipeline implements Pipeline<DeviceEvent, DeviceEvent, Followers> {
    static final long PATIENCE = 25;

    private final long horizon;

    /** @param horizon in milliseconds */
    FollowersPipeline(long horizon) {
        this.horizon = horizon;
    }

    /** One in six or so. */
    static boolean stands(String eventId) {
        return eventId.hashCode() % 6 == 0;
    }

    /** One in twelve or so stands for every customer. */
    static String key(DeviceEvent event) {
        return event.eventId().hashCode() % 12 == 0 ? Detection.EVERY_KEY : event.customerId();
    }

    @Override
    public String name() {
        return "followers";
    }

    @Override
    public Windows windows() {
        return Windows.tumbling(Duration.ofMillis(10));
    }

    @Override
    public DeviceEvent decode(byte[] record) {
        throw new UnsupportedOperationException("The log has events.");
    }

    @Override
    public long eventTime(DeviceEvent event) {
        return event.eventTime();
    }

    @Override
    public String eventId(DeviceEvent event) {
        return event.eventId();
    }

    @Override
    public void facts(DeviceEvent event, BiConsumer<String, DeviceEvent> collector) {
        collector.accept(key(event), event);
    }

    @Override
    public Aggregate<DeviceEvent, Followers> aggregate() {
        return new Aggregate<>() {
            @Override
            public Followers empty() {
                return new Followers(0, List.of(), List.of());
            }

            @Override
            public Followers add(Followers accumulator, DeviceEvent event) {
                return merge(accumulator, new Followers(1, List.of(event.eventId()), List.of()));
            }

            @Override
            public Followers merge(Followers one, Followers other) {
                Map<String, Integer> times = new TreeMap<>();
                one.found().forEach(found -> times.merge(found.text(), found.times(), Integer::sum));
                other.found().forEach(found -> times.merge(found.text(), found.times(), Integer::sum));
                return new Followers(
                        one.count() + other.count(),
                        one.event().isEmpty() ? other.event() : one.event(),
                        times.entrySet().stream()
                                .filter(each -> each.getValue() != 0)
                                .map(each -> new Followers.Found(each.getKey(), each.getValue()))
                                .toList());
            }
        };
    }

    @Override
    public Detection<Followers> detection() {
        return new Detection<>() {
            @Override
            public Duration horizon() {
                return Duration.ofMillis(horizon);
            }

            @Override
            public Duration patience() {
                return Duration.ofMillis(PATIENCE);
            }

            @Override
            public boolean stands(Followers fact) {
                return FollowersPipeline.stands(fact.event().get(0));
            }

            @Override
            public Followers row(Followers fact) {
                return new Followers(fact.count(), List.of(), List.of());
            }

            @Override
            public Followers found(List<Followers> before, Followers fact) {
                String followed =
                        before.stream().map(each -> each.event().get(0)).collect(Collectors.joining(","));
                return new Followers(
                        0,
                        List.of(),
                        followed.isEmpty()
                                ? List.of()
                                : List.of(new Followers.Found(fact.event().get(0) + "<" + followed, 1)));
            }

            @Override
            public List<Finding> findings(Followers row) {
                return row.found().stream()
                        .filter(found -> found.times() > 0)
                        .map(found ->
                                new Finding(found.text(), List.of(found.text().split("[<,]"))))
                        .toList();
            }

            /** Of every second the next one. */
            @Override
            public Window window(List<Followers> before, Followers fact, Window own) {
                return before.size() % 2 == 0 ? own : new Window(own.end(), 2 * own.end() - own.start());
            }

            @Override
            public Followers inverse(Followers found) {
                return new Followers(
                        0,
                        List.of(),
                        found.found().stream()
                                .map(each -> new Followers.Found(each.text(), -each.times()))
                                .toList());
            }
        };
    }

    @Override
    public Class<Followers> accumulatorType() {
        return Followers.class;
    }

    @Override
    public Map<String, Object> result(Followers accumulator) {
        return Map.of("count", accumulator.count());
    }
}
