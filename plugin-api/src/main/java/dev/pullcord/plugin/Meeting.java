package dev.pullcord.plugin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One live call, in the platform's own ids.
 *
 * @param id the meeting's, 1 … 256 bytes of UTF-8
 * @param instanceId of this one time that it takes place, where a meeting comes again under one id
 * @param title what people call it; at most 500 UTF-16 units
 * @param e2ee whether its media are encrypted end to end, so that the platform cannot look; absent: not known
 */
public record Meeting(String id, Optional<String> instanceId, Optional<String> title, Optional<Boolean> e2ee) {
    public Meeting {
        Field.id("meeting.id", id);
        instanceId.ifPresent(i -> Field.id("meeting.instanceId", i));
        title.ifPresent(t -> Field.atMost("meeting.title", t, 500));
    }

    /** Of which only the id is told. */
    public static Meeting of(String id) {
        return new Meeting(id, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        instanceId.ifPresent(i -> fields.put("instanceId", i));
        title.ifPresent(t -> fields.put("title", t));
        e2ee.ifPresent(e -> fields.put("e2ee", e));
        return fields;
    }

    @Override
    public String toString() {
        return "Meeting"; // ids and titles stay out of logs
    }
}
