package dev.parallax.shared.pipelines;

import dev.parallax.shared.flow.Pipeline;
import java.util.List;
import java.util.ServiceLoader;

/** Finds pipelines by name: Parallax' own, and those of any jar on the class path that names them as a service. */
public final class Pipelines {
    private Pipelines() {}

    /**
     * @param classLoader where to look for them
     * @throws IllegalArgumentException if there is none of that name; the message lists the names that there are
     */
    public static Pipeline<?, ?, ?> named(String name, ClassLoader classLoader) {
        List<Pipeline<?, ?, ?>> all = all(classLoader);
        return all.stream()
                .filter(pipeline -> pipeline.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no pipeline '" + name + "'; there are: "
                        + String.join(
                                ", ", all.stream().map(Pipeline::name).sorted().toList()) + "."));
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static List<Pipeline<?, ?, ?>> all(ClassLoader classLoader) {
        return (List) ServiceLoader.load(Pipeline.class, classLoader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
