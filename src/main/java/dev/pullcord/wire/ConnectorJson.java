package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pullcord.plugin.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON that connectors are lent. Refuses what is nested deeper than 50 levels: it comes from outside. */
public final class ConnectorJson implements Json {
    private final JsonMapper mapper;
    private final ObjectReader reader;

    public ConnectorJson() {
        mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(50).build());
        reader = mapper.readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    @Override
    public String write(Map<String, ?> object) {
        try {
            return mapper.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("json: holds a value that is none of JSON's", e);
        }
    }

    @Override
    public Map<String, Object> read(String text) {
        try {
            Map<String, Object> object = reader.readValue(text);
            if (object == null) {
                throw new IllegalArgumentException("json: is no object");
            }
            return Collections.unmodifiableMap(object);
        } catch (JsonProcessingException e) {
            // The cause quotes what it read, which is not ours to show: it is left out.
            throw new IllegalArgumentException("json: is no object that can be read");
        }
    }
}
