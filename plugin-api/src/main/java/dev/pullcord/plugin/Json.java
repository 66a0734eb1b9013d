package dev.pullcord.plugin;

import java.util.Map;

/** JSON as plain JDK values: maps, lists, strings, numbers, booleans and null. Safe from any thread. */
public interface Json {
    /**
     * Writes an object, fields in the map's order, without needless blanks.
     *
     * @throws IllegalArgumentException if a value is none of those named above
     */
    String write(Map<String, ?> object);

    /**
     * Reads one object. Numbers become {@code Integer}, {@code Long}, {@code java.math.BigInteger} or {@code Double}.
     *
     * @return the fields in their order, modifiable by nobody
     * @throws IllegalArgumentException if the text is no JSON object, or has something behind it. The message never
     *     quotes the text
     */
    Map<String, Object> read(String text);

    /** On the JDK alone and strict: a key twice, a comment, a trailing comma are no JSON. At most 64 deep. */
    static Json plain() {
        return PlainJson.INSTANCE;
    }
}
