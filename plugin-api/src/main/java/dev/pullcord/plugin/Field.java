package dev.pullcord.plugin;

import java.nio.charset.StandardCharsets;

/** What the contract asks of single fields. The messages name the field, never the value: it may be a person's. */
final class Field {
    private static final int LONGEST_ID = 256; // bytes of UTF-8

    private Field() {}

    static String id(String field, String value) {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > LONGEST_ID) {
            throw new IllegalArgumentException(field + ": has " + bytes + " bytes, not 1 … " + LONGEST_ID);
        }
        return value;
    }

    static String atMost(String field, String value, int longest) {
        if (value.length() > longest) {
            throw new IllegalArgumentException(field + ": has " + value.length() + " characters, not 0 … " + longest);
        }
        return value;
    }

    static String word(String field, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(field + ": is empty");
        }
        return atMost(field, value, 64);
    }
}
