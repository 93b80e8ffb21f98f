package dev.parallax.comparison.shell;

/** Something that a run does otherwise than by default; made by functions of {@link Notebook}. */
public final class Setting {
    private final Change change;

    /** Sets it. */
    interface Change {
        RunSettings in(RunSettings settings);
    }

    Setting(Change change) {
        this.change = change;
    }

    static RunSettings all(Setting... settings) {
        RunSettings run = RunSettings.DEFAULTS;
        for (Setting setting : settings) {
            run = setting.change.in(run);
        }
        return run;
    }
}
