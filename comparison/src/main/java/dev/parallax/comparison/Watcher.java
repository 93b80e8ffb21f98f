package dev.parallax.comparison;

/** Is told how a comparison goes. */
public interface Watcher {
    /**
     * A new stage begins.
     *
     * @param name for people
     * @param total how many records there are to go; negative if that is not known
     */
    void phase(String name, long total);

    /** So many records of the stage are done. */
    void at(long done);

    /** Tells nobody. */
    Watcher SILENT = new Watcher() {
        @Override
        public void phase(String name, long total) {}

        @Override
        public void at(long done) {}
    };
}
