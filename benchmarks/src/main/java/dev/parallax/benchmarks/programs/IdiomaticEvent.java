package dev.parallax.benchmarks.programs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** What Jackson reads and Flink sends: POJOs with public fields, as both like them. */
@JsonIgnoreProperties(ignoreUnknown = true)
public final class IdiomaticEvent {
    public String eventId;
    public String customerId;
    public String eventTime;
    public Data data;

    /** In milliseconds since the epoch; not in the JSON. */
    public long time;

    /** Around the devices. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public static final class Data {
        public List<Device> devices;
    }

    /** What one device measured. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public static final class Device {
        public String deviceId;
        public Double temperature;
        public String measure;
        public String status;

        boolean isValid() {
            return temperature != null && ("C".equals(measure) || "F".equals(measure));
        }

        /** In ninths of a millionth of a degree Celsius. */
        long units() {
            return measure.equals("C")
                    ? Math.round(temperature * 9_000_000)
                    : Math.round((temperature - 32) * 5_000_000);
        }
    }

    boolean isValid() {
        return eventId != null
                && !eventId.isEmpty()
                && customerId != null
                && !customerId.isEmpty()
                && data != null
                && data.devices != null
                && !data.devices.isEmpty()
                && data.devices.stream().allMatch(Device::isValid);
    }
}
