package dev.parallax.shared.flow;

import static dev.parallax.shared.flow.Day.at;
import static dev.parallax.shared.flow.Entries.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.Place;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Reading;
import dev.parallax.shared.pipelines.devices.Temperatures;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlatteningTest {
    private final List<Share<WordCount>> shares = new ArrayList<>();

    @Test
    void theFactsOfAKeyArePutTogether() {
        assertThat(flatten("owl", "dog", "owl", "cat", "owl")).isEqualTo(3);

        assertThat(shares).extracting(Share::key).containsExactly("owl", "dog", "cat");
        assertThat(shares).extracting(Share::facts).containsExactly(3L, 1L, 1L);
        assertThat(shares)
                .extracting(Share::accumulator)
                .containsExactly(new WordCount(3), new WordCount(1), new WordCount(1));
    }

    @Test
    void oneShareOfAnEventLeads() {
        flatten("owl", "dog", "cat");

        assertThat(shares).extracting(Share::leading).containsExactly(true, false, false);
    }

    @Test
    void anEventWithoutFactsHasNoShare() {
        assertThat(flatten()).isZero();
        assertThat(shares).isEmpty();
    }

    @Test
    void aShareKnowsItsEvent() {
        DeviceEvent event =
                new DeviceEvent("E1", "CI1", at("11:05"), List.of(new Reading(5, true), new Reading(-3, false)));
        LogEntry<DeviceEvent> entry =
                new LogEntry<>("log", new Place(2, 9), at("11:06"), at("11:05"), event, new byte[0], null);
        List<Share<Temperatures>> one = new ArrayList<>();

        new Flattening<>(new DevicesPipeline()).flatten(entry, at("11:00"), 4, one::add);

        assertThat(one)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("fingerprint")
                .containsExactly(new Share<>(
                        "CI1",
                        at("11:05"),
                        at("11:00"),
                        4,
                        new Place(2, 9),
                        "E1",
                        true,
                        0,
                        2,
                        new Temperatures(2, 1, -3, 5, 2)));
    }

    @Test
    void copiesThatSayTheSameHaveTheSameFingerprint() {
        int first = fingerprint(new Reading(5, false), new Reading(7, true));

        assertThat(fingerprint(new Reading(5, false), new Reading(7, true))).isEqualTo(first);
        assertThat(fingerprint(new Reading(5, false), new Reading(8, true))).isNotEqualTo(first);
        assertThat(fingerprint(new Reading(5, false))).isNotEqualTo(first);
    }

    private static int fingerprint(Reading... readings) {
        DeviceEvent event = new DeviceEvent("E1", "CI1", at("11:05"), List.of(readings));
        LogEntry<DeviceEvent> entry =
                new LogEntry<>("log", new Place(0, 0), at("11:06"), at("11:05"), event, new byte[0], null);
        List<Share<Temperatures>> one = new ArrayList<>();
        new Flattening<>(new DevicesPipeline()).flatten(entry, Day.UNKNOWN, 0, one::add);
        return one.get(0).fingerprint();
    }

    private int flatten(String... words) {
        return new Flattening<>(new WordsPipeline()).flatten(said(0, 0, "11:05", words), Day.UNKNOWN, 0, shares::add);
    }
}
