package dev.pullcord.redis;

import dev.pullcord.wire.StoredJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * All that belongs to a case alone, as it lay in Redis: a part for each of its keys, sealed where it was sealed. Of the layout that {@link
 * #LAYOUT} numbers; what is kept for years must say how it is read.
 *
 * @param layout how it is read
 * @param parts in the order of {@link ColdKeys}
 */
record ColdCase(int layout, List<Part> parts) {
    static final int LAYOUT = 1;
    private static final String HASH = "hash";
    private static final String LIST = "list";
    private static final String NONE = "none";

    /**
     * One key's value.
     *
     * @param kind as Redis calls it: hash, list or none
     * @param values a list's elements, or a hash's fields and values in turn
     */
    record Part(String kind, List<String> values) {
        Part {
            values = List.copyOf(values);
        }

        boolean movable() {
            return kind.equals(HASH) || kind.equals(LIST) || kind.equals(NONE);
        }
    }

    ColdCase {
        parts = List.copyOf(parts);
    }

    /** How many values it has in all. */
    int size() {
        return parts.stream().mapToInt(part -> part.values().size()).sum();
    }

    /** The hash that lies at this place among the parts, sealed as it is; empty where there was none. */
    Map<String, String> hash(int place) {
        return hash(place, value -> value);
    }

    Map<String, String> hash(int place, UnaryOperator<String> opened) {
        List<String> values = parts.get(place).values();
        Map<String, String> hash = new HashMap<>();
        for (int i = 0; i < values.size(); i += 2) {
            hash.put(values.get(i), opened.apply(values.get(i + 1)));
        }
        return hash;
    }

    List<String> list(int place, UnaryOperator<String> opened) {
        return parts.get(place).values().stream().map(opened).toList();
    }

    /** As the script takes it that writes it back. */
    List<String> args() {
        List<String> args = new ArrayList<>();
        for (Part part : parts) {
            args.add(part.kind().equals(NONE) ? HASH : part.kind());
            args.add(Integer.toString(part.values().size()));
            args.addAll(part.values());
        }
        return args;
    }

    /** Compressed. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream small = new DeflaterOutputStream(bytes)) {
            small.write(StoredJson.write(this).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail so", e);
        }
        return bytes.toByteArray();
    }

    static ColdCase of(byte[] bytes) {
        try (InflaterInputStream large = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            ColdCase read = StoredJson.read(new String(large.readAllBytes(), StandardCharsets.UTF_8), ColdCase.class);
            if (read.layout() != LAYOUT) {
                throw new IllegalStateException("a case of the archive is of layout " + read.layout()
                        + ", which this version cannot read: it was written by a newer one");
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("a case of the archive cannot be read", e);
        }
    }
}
