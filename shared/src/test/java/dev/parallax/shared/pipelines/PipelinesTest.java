package dev.parallax.shared.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.ReadingsPipeline;
import dev.parallax.shared.pipelines.payments.MerchantsPipeline;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import org.junit.jupiter.api.Test;

class PipelinesTest {
    private final ClassLoader classPath = getClass().getClassLoader();

    @Test
    void findsParallaxOwnPipelinesByName() {
        assertThat(Pipelines.named("devices", classPath)).isInstanceOf(DevicesPipeline.class);
        assertThat(Pipelines.named("merchants", classPath)).isInstanceOf(MerchantsPipeline.class);
        assertThat(Pipelines.named("readings", classPath)).isInstanceOf(ReadingsPipeline.class);
        assertThat(Pipelines.named("words", classPath)).isInstanceOf(WordsPipeline.class);
    }

    @Test
    void listsTheNamesWhereThereIsNoPipelineOfThatName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pipelines.named("device", classPath))
                .withMessage(
                        "There is no pipeline 'device'; there are: alerts, anniversaries, devices, merchants, readings, words.");
    }
}
