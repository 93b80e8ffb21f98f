package dev.parallax.shared.logic;

import java.io.Serializable;
import java.util.Map;

/**
 * Where the values of a record that is no JSON belong in the JSON object that a pipeline decodes. Paths are names and list positions with dots
 * between them: {@code data.devices.0.deviceId}.
 *
 * @param columns the path of each column that does not simply bear the name of a field, by the column's name
 * @param text the path of a line of text; null if the pipeline cannot make an event of one
 * @param time the path of the time at which a line of text was taken in; null likewise
 */
public record EventShape(Map<String, String> columns, String text, String time) implements Serializable {
    /** Columns are fields, and a line of text is no event. */
    public static final EventShape OF_FIELDS = new EventShape(Map.of(), null, null);

    public EventShape {
        columns = Map.copyOf(columns);
    }
}
