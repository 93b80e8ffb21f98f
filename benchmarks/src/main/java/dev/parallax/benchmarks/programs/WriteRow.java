package dev.parallax.benchmarks.programs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Rows as JSON. */
final class WriteRow extends RichMapFunction<IdiomaticRow, String> {
    private transient ObjectMapper json;

    @Override
    public void open(OpenContext context) {
        json = new ObjectMapper();
    }

    @Override
    public String map(IdiomaticRow row) throws JsonProcessingException {
        return json.writeValueAsString(row);
    }
}
