package dev.parallax.shared.codec;

import java.util.List;

/** Types to write and read. */
final class Samples {
    private Samples() {}

    enum Colour {
        RED,
        GREEN
    }

    record Nothing() {}

    record Numbers(int whole, long big, double broken, boolean yes) {}

    @SuppressWarnings("ArrayRecordComponent")
    record References(String text, byte[] bytes, Colour colour, Point point, Shape shape, List<Point> points) {}

    record SeveralLongs(long first, long second, String name, long third, String surname, int fourth, int fifth) {}

    record Point(long x, long y) {}

    sealed interface Shape permits Circle, Square {}

    record Circle(Point centre, double radius) implements Shape {}

    record Square(long side) implements Shape {}

    record Drawing(Shape frame, List<Shape> shapes, List<String> names, List<List<Colour>> layers) {}

    record Holder<A>(String name, A held, List<A> more) {}

    sealed interface Message<A> permits Said, Silence {}

    record Said<A>(A words, Holder<A> details) implements Message<A> {}

    record Silence<A>(int seconds) implements Message<A> {}

    sealed interface Figure permits Flat, Line {}

    sealed interface Flat extends Figure permits Disc {}

    record Disc(double radius) implements Flat {}

    record Line(long length) implements Figure {}

    record Mixed<A>(A held, Holder<Point> ofItsOwn) {}

    record Tree(List<Tree> children) {}

    record Script(Character.UnicodeScript script) {}

    static References noReferences() {
        return new References(null, null, null, null, null, null);
    }
}
