package dev.parallax.comparison.crash;

/** What strikes at the processes of an installation while a trial runs. */
public interface Strikes {
    /** Nothing happens. */
    Strikes NONE = new Strikes() {
        @Override
        public void begin() {}

        @Override
        public void reached(CrashPoint point) {}

        @Override
        public void end() {}
    };

    /** The trial begins. */
    void begin();

    /** The process that runs the trial is at a point. */
    void reached(CrashPoint point);

    /** The trial is over; returns when every process is there again. */
    void end();
}
