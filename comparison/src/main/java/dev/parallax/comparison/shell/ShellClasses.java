package dev.parallax.comparison.shell;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The classes that were typed into a shell, which a job's tasks find in a jar alone. */
final class ShellClasses {
    /** How JShell calls what it compiles, as class files name it. */
    private static final Pattern NAME = Pattern.compile("REPL/\\$JShell\\$[\\w$]+");

    private ShellClasses() {}

    static boolean include(Class<?> type) {
        return NAME.matcher(internalName(type.getName())).matches();
    }

    private static String internalName(String name) {
        return name.replace('.', '/');
    }

    /** Writes a jar with the class and with every other one of the shell that it needs, whether directly or not. */
    static void writeJar(Class<?> type, Path jar) throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        Deque<String> named = new ArrayDeque<>();
        named.add(internalName(type.getName()));
        while (!named.isEmpty()) {
            String name = named.remove();
            byte[] bytes = classes.containsKey(name) ? null : bytes(type.getClassLoader(), name);
            if (bytes != null) {
                classes.put(name, bytes);
                // Names stand in a class file as they are.
                Matcher further = NAME.matcher(new String(bytes, ISO_8859_1));
                while (further.find()) {
                    named.add(further.group());
                }
            }
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                out.putNextEntry(new JarEntry(each.getKey() + ".class"));
                out.write(each.getValue());
                out.closeEntry();
            }
        }
    }

    /** Null if there is no such class: what looks like a name may be none. */
    private static byte[] bytes(ClassLoader loader, String name) throws IOException {
        try (InputStream in = loader.getResourceAsStream(name + ".class")) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
