package dev.parallax.comparison;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Over how many partitions a log is spread: always four, and one and two as well in the profile {@code long}. */
final class PartitionCounts implements ArgumentsProvider {
    private static final String PROPERTY = "partition.counts";

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Stream.of(System.getProperty(PROPERTY, "4").split(","))
                .map(Integer::valueOf)
                .map(Arguments::of);
    }
}
