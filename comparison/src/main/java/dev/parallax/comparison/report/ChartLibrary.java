package dev.parallax.comparison.report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * uPlot as its webjar has it.
 *
 * @param style its CSS
 * @param script its JavaScript, the licence above it
 */
record ChartLibrary(String style, String script) {
    private static final String DESCRIPTION = "META-INF/maven/org.webjars.npm/uplot/pom.properties";

    static ChartLibrary load() throws IOException {
        Properties description = new Properties();
        try (InputStream stream = open(DESCRIPTION)) {
            description.load(stream);
        }
        String folder = "META-INF/resources/webjars/uplot/" + description.getProperty("version") + "/";
        return new ChartLibrary(
                read(folder + "dist/uPlot.min.css"),
                "/*!\n" + read(folder + "LICENSE") + "\n*/\n" + read(folder + "dist/uPlot.iife.min.js"));
    }

    private static String read(String resource) throws IOException {
        try (InputStream stream = open(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream stream = ChartLibrary.class.getClassLoader().getResourceAsStream(resource);
        if (stream == null) {
            throw new FileNotFoundException("The chart library is not on the class path: " + resource + " is missing.");
        }
        return stream;
    }
}
