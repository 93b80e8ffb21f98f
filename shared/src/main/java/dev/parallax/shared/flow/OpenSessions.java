package dev.parallax.shared.flow;

import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;

/**
 * The open sessions of every key and epoch, in Flink's state. None touches another. A session keeps the name under which its state is
 * found (the slot of its first part) while it grows.
 *
 * <p>Event time is divided into stretches as long as the gap. Two events in one stretch are in the same session, so each stretch leads to one session at
 * most; and what touches a session has one of its events in its own stretch or in a neighbour. So a session is found in three look-ups, however many are
 * open.
 */
final class OpenSessions {
    private final long gap;
    private final MapState<Stretch, Window> names;
    private final MapState<RowSlot, Session> sessions;

    /** Told of a session that another one takes in. */
    interface Merging {
        void takeIn(RowSlot part, RowSlot into) throws Exception;
    }

    /** A stretch of event time in which the key and epoch have a session. */
    record Stretch(String key, int epoch, long number) {}

    /**
     * An open session.
     *
     * @param window what it spans
     * @param written windows of the rows that were written for it or for parts of it, and not taken away since
     */
    record Session(Window window, List<Window> written) {
        Session joined(Session other) {
            List<Window> both = written;
            if (!other.written.isEmpty()) {
                both = new ArrayList<>(written);
                both.addAll(other.written);
            }
            return new Session(window.joined(other.window), both);
        }
    }

    /** @param rowSlots serializer of names */
    OpenSessions(long gap, KeyedStateStore state, RecordSerializer<RowSlot> rowSlots) {
        this.gap = gap;
        names = state.getMapState(new MapStateDescriptor<>(
                "stretches with sessions",
                new RecordSerializer<>(Stretch.class, null),
                new RecordSerializer<>(Window.class, null)));
        sessions = state.getMapState(
                new MapStateDescriptor<>("open sessions", rowSlots, new RecordSerializer<>(Session.class, null)));
    }

    /**
     * The name of the session in which something is that would be the session {@code alone} otherwise. It grows by that, and takes in those that are one
     * with it from now on.
     */
    RowSlot join(String key, int epoch, Window alone, Merging merging) throws Exception {
        long number = Math.floorDiv(alone.start(), gap);
        Window here = names.get(new Stretch(key, epoch, number));
        if (here != null && get(named(key, epoch, here)).window().contains(alone)) {
            return named(key, epoch, here);
        }
        Map<RowSlot, Session> touching = touching(key, epoch, alone, number);
        RowSlot name = longest(touching, named(key, epoch, alone));
        Session session = touching.getOrDefault(name, new Session(alone, List.of()));
        session = session.joined(new Session(alone, List.of()));
        for (Map.Entry<RowSlot, Session> part : touching.entrySet()) {
            if (!part.getKey().equals(name)) {
                session = session.joined(part.getValue());
                rename(part.getKey(), part.getValue(), name);
                merging.takeIn(part.getKey(), name);
            }
        }
        sessions.put(name, session);
        names.put(new Stretch(key, epoch, number), name.slot().window());
        return name;
    }

    private static RowSlot named(String key, int epoch, Window name) {
        return new RowSlot(key, new Slot(name, epoch));
    }

    private Map<RowSlot, Session> touching(String key, int epoch, Window alone, long number) throws Exception {
        Map<RowSlot, Session> touching = new LinkedHashMap<>();
        for (long near = number - 1; near <= number + 1; near++) {
            Window name = names.get(new Stretch(key, epoch, near));
            if (name != null) {
                Session session = get(named(key, epoch, name));
                if (session.window().touches(alone)) {
                    touching.put(named(key, epoch, name), session);
                }
            }
        }
        return touching;
    }

    /** The one of which the least must be moved, as far as can be told. */
    private static RowSlot longest(Map<RowSlot, Session> sessions, RowSlot otherwise) {
        RowSlot longest = otherwise;
        long length = -1;
        for (Map.Entry<RowSlot, Session> session : sessions.entrySet()) {
            Window window = session.getValue().window();
            if (window.end() - window.start() > length) {
                longest = session.getKey();
                length = window.end() - window.start();
            }
        }
        return longest;
    }

    private void rename(RowSlot part, Session session, RowSlot name) throws Exception {
        for (Stretch stretch : stretches(part, session)) {
            if (names.contains(stretch)) {
                names.put(stretch, name.slot().window());
            }
        }
        sessions.remove(part);
    }

    /** From the first event to the last, which is a gap before the end. */
    private List<Stretch> stretches(RowSlot name, Session session) {
        List<Stretch> stretches = new ArrayList<>();
        long last = Math.floorDiv(session.window().end() - gap, gap);
        for (long number = Math.floorDiv(session.window().start(), gap); number <= last; number++) {
            stretches.add(new Stretch(name.key(), name.slot().epoch(), number));
        }
        return stretches;
    }

    /** The session of that name; null if it is not open, or no more by that name. */
    Session get(RowSlot name) throws Exception {
        return sessions.get(name);
    }

    /** Remembers that the session's row was written, and those before it were taken away. */
    void wrote(RowSlot name, Session session) throws Exception {
        if (!session.written().equals(List.of(session.window()))) {
            sessions.put(name, new Session(session.window(), List.of(session.window())));
        }
    }

    void close(RowSlot name) throws Exception {
        for (Stretch stretch : stretches(name, sessions.get(name))) {
            names.remove(stretch);
        }
        sessions.remove(name);
    }
}
