package dev.parallax.comparison.generate;

/** Events of the words pipeline: sentences of one to six words, some of which are said much more often than others. */
final class WordEvents implements EventTemplate {
    private static final String[] FIRST_WORDS = {
        "owl", "dog", "cat", "fox", "bee", "ant", "elk", "hen", "cow", "pig", "rat", "bat", "eel", "emu", "yak", "ape",
        "crow", "deer", "duck", "frog", "goat", "hare", "hawk", "ibis", "lark", "lion", "lynx", "mole", "moth", "mule",
        "newt", "puma", "seal", "slug", "swan", "toad", "vole", "wasp", "wolf", "wren", "bison", "camel", "eagle",
        "goose", "heron", "horse", "koala", "lemur", "moose", "mouse", "otter", "panda", "quail", "raven", "robin",
        "shark", "sheep", "skunk", "snail", "squid", "stork", "tiger", "whale", "zebra"
    };
    private static final int LONGEST_SENTENCE = 6;
    private static final String[] UNREADABLE_TIMES = {"", "noon", "2024-02-30 12:00:00.000000", "09.04.2024 12:00"};
    private static final String[] INVALID_DATA = {"", ",\"data\":null", ",\"data\":{\"words\":3}"};

    private final Popularity words;

    /** @param words how often each is said */
    WordEvents(Popularity words) {
        this.words = words;
    }

    @Override
    public int writeEvent(Line line, long number, long eventTime, SeededRandom random) {
        line.character('{');
        writeEventTime(line, eventTime);
        line.character(',');
        int said = writeSentence(line, random);
        line.character('}');
        return said;
    }

    @Override
    public void writeInvalid(Line line, long number, long eventTime, SeededRandom random) {
        line.character('{');
        writeEventTime(line, eventTime);
        line.text(INVALID_DATA[random.below(INVALID_DATA.length)]);
        line.character('}');
    }

    @Override
    public void writeMalformed(Line line, long number, long eventTime, SeededRandom random) {
        line.character('{');
        if (random.below(2) == 0) {
            line.text("\"event_time\":\"");
            line.text(UNREADABLE_TIMES[random.below(UNREADABLE_TIMES.length)]);
            line.text("\",");
        }
        writeSentence(line, random);
        line.character('}');
    }

    private static void writeEventTime(Line line, long eventTime) {
        line.text("\"event_time\":\"");
        TimeText.write(line, eventTime);
        line.character('"');
    }

    private int writeSentence(Line line, SeededRandom random) {
        int length = 1 + random.below(LONGEST_SENTENCE);
        line.text("\"data\":\"");
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                line.character(' ');
            }
            writeWord(line, words.draw(random));
        }
        line.character('"');
        return length;
    }

    private static void writeWord(Line line, int word) {
        if (word < FIRST_WORDS.length) {
            line.text(FIRST_WORDS[word]);
        } else {
            line.text("word");
            line.number(word + 1L);
        }
    }
}
