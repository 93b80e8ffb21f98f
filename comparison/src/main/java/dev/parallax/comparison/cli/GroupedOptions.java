package dev.parallax.comparison.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command under the names of the groups that they come from. */
final class GroupedOptions implements IHelpSectionRenderer {
    @Override
    public String render(Help help) {
        CommandSpec command = help.commandSpec();
        StringBuilder text = new StringBuilder("\n");
        Set<OptionSpec> others = new LinkedHashSet<>(command.options());
        for (Map.Entry<String, CommandSpec> group : command.mixins().entrySet()) {
            if (group.getKey().contains(".")) {
                continue; // It has no name for people.
            }
            Set<String> names = new LinkedHashSet<>();
            group.getValue().options().forEach(option -> names.add(option.longestName()));
            List<OptionSpec> options = command.options().stream()
                    .filter(option -> names.contains(option.longestName()))
                    .toList();
            text.append(group.getKey())
                    .append(":\n")
                    .append(listing(help, options))
                    .append('\n');
            options.forEach(others::remove);
        }
        return text.append(text.length() == 1 ? "" : "Others:\n")
                .append(listing(help, List.copyOf(others)))
                .toString();
    }

    private static String listing(Help help, List<OptionSpec> options) {
        Help.Layout layout = help.createDefaultLayout();
        layout.addOptions(options.stream().filter(option -> !option.hidden()).toList(), help.parameterLabelRenderer());
        return layout.toString();
    }
}
