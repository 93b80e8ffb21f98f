package dev.parallax.checkpoints;

/**
 * How far a source has read something.
 *
 * @param operator the source's uid, name or id
 * @param kind what is read
 * @param name the topic or the file; of a socket the word itself
 * @param partition of a topic, or which one the file is; {@link #NONE} otherwise
 * @param next of a topic the offset of the first record that is not read, otherwise how many records were read; {@link #NONE} if only {@code standing} is known
 * @param standing how it stands with it
 */
public record SourcePosition(String operator, Kind kind, String name, int partition, long next, Standing standing) {
    /** There is no such thing. */
    public static final int NONE = -1;

    /** What a source reads. */
    public enum Kind {
        /** A partition of a topic. */
        TOPIC,
        /** A file that is a partition of its own. */
        FILE,
        /** A file of a watched folder. */
        FOLDER,
        /** What came over a socket is gone: there is nothing to go back to. */
        SOCKET,
        /** A source of another program, in a form of its own. */
        OTHER
    }

    /** How it stands with something that is read. */
    public enum Standing {
        /** It is at hand. */
        READING,
        /** It is known, and not begun. */
        WAITING,
        /** Nothing more of it will be read. */
        READ
    }

    /** The same thing in another checkpoint. */
    boolean isSameAs(SourcePosition other) {
        return operator.equals(other.operator)
                && kind == other.kind
                && name.equals(other.name)
                && partition == other.partition;
    }
}
