package dev.parallax.comparison.cli;

import dev.parallax.shared.job.WindowsText;
import dev.parallax.shared.model.Windows;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Windows of the command line, as people write them. */
final class WindowsOption implements ITypeConverter<Windows> {
    @Override
    public Windows convert(String text) {
        try {
            return WindowsText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
