package dev.pullcord.plugin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON of RFC 8259 on the JDK alone, because this jar may bring nothing along. Strict: no comments, no trailing commas, no
 * key twice, at most {@link #DEEPEST} deep.
 */
final class PlainJson implements Json {
    static final PlainJson INSTANCE = new PlainJson();

    private static final int DEEPEST = 64;
    private static final String HEX = "0123456789abcdef";

    private PlainJson() {}

    static boolean isNumber(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger
                || value instanceof BigDecimal
                || (value instanceof Double d && !d.isNaN() && !d.isInfinite())
                || (value instanceof Float f && !f.isNaN() && !f.isInfinite());
    }

    @Override
    public String write(Map<String, ?> object) {
        StringBuilder out = new StringBuilder(256);
        write(object, out, 0);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("lies deeper than " + DEEPEST);
        }
        if (value instanceof Map<?, ?> map) {
            String between = "{";
            for (Map.Entry<?, ?> field : map.entrySet()) {
                out.append(between);
                if (!(field.getKey() instanceof String name)) {
                    throw new IllegalArgumentException("a field's name is no string");
                }
                quote(name, out);
                out.append(':');
                write(field.getValue(), out, depth + 1);
                between = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String between = "[";
            for (Object each : list) {
                out.append(between);
                write(each, out, depth + 1);
                between = ",";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String text) {
            quote(text, out);
        } else if (value == null || value instanceof Boolean || isNumber(value)) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("a " + value.getClass().getSimpleName() + " cannot be written");
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lone = Character.isSurrogate(c)
                    && !(Character.isHighSurrogate(c)
                            ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                            : i > 0 && Character.isHighSurrogate(text.charAt(i - 1)));
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        out.append(lone ? '\uFFFD' : c); // half a character has no UTF-8
                    }
                }
            }
        }
        out.append('"');
    }

    @Override
    @SuppressWarnings("unchecked") // field names are strings: the reader made them
    public Map<String, Object> read(String text) {
        Reader reader = new Reader(text);
        reader.blanks();
        Object value = reader.value(0);
        reader.blanks();
        if (reader.at < text.length() || !(value instanceof Map<?, ?> map)) {
            throw reader.wrong();
        }
        return (Map<String, Object>) map;
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        IllegalArgumentException wrong() {
            return new IllegalArgumentException("no JSON object, from character " + at + " on");
        }

        void blanks() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        boolean takes(char c) {
            boolean there = at < text.length() && text.charAt(at) == c;
            at += there ? 1 : 0;
            return there;
        }

        void expect(char c) {
            if (!takes(c)) {
                throw wrong();
            }
        }

        Object value(int depth) {
            if (depth > DEEPEST || at >= text.length()) {
                throw wrong();
            }
            return switch (text.charAt(at)) {
                case '{' -> object(depth);
                case '[' -> list(depth);
                case '"' -> string();
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                case 'n' -> word("null", null);
                default -> number();
            };
        }

        private Object word(String word, Object meaning) {
            if (!text.startsWith(word, at)) {
                throw wrong();
            }
            at += word.length();
            return meaning;
        }

        private Map<String, Object> object(int depth) {
            Map<String, Object> fields = new LinkedHashMap<>();
            expect('{');
            blanks();
            if (takes('}')) {
                return Map.of();
            }
            do {
                blanks();
                String name = string();
                blanks();
                expect(':');
                blanks();
                if (fields.containsKey(name)) {
                    throw wrong();
                }
                fields.put(name, value(depth + 1));
                blanks();
            } while (takes(','));
            expect('}');
            return Collections.unmodifiableMap(fields);
        }

        private List<Object> list(int depth) {
            List<Object> items = new ArrayList<>();
            expect('[');
            blanks();
            if (takes(']')) {
                return List.of();
            }
            do {
                blanks();
                items.add(value(depth + 1));
                blanks();
            } while (takes(','));
            expect(']');
            return Collections.unmodifiableList(items);
        }

        private String string() {
            expect('"');
            StringBuilder out = new StringBuilder();
            while (true) {
                if (at >= text.length() || text.charAt(at) < ' ') {
                    throw wrong();
                }
                char c = text.charAt(at++);
                if (c == '"') {
                    return out.toString();
                }
                out.append(c == '\\' ? escaped() : c);
            }
        }

        private char escaped() {
            if (at >= text.length()) {
                throw wrong();
            }
            char c = text.charAt(at++);
            return switch (c) {
                case '"', '\\', '/' -> c;
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> {
                    int code = 0;
                    for (int i = 0; i < 4; i++) {
                        int digit =
                                at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
                        if (digit < 0) {
                            throw wrong();
                        }
                        code = code * 16 + digit;
                        at++;
                    }
                    yield (char) code;
                }
                default -> throw wrong();
            };
        }

        private Object number() {
            int from = at;
            takes('-');
            if (!takes('0')) {
                digits();
            }
            boolean whole = true;
            if (takes('.')) {
                whole = false;
                digits();
            }
            if (takes('e') || takes('E')) {
                whole = false;
                if (!takes('+')) {
                    takes('-');
                }
                digits();
            }
            String number = text.substring(from, at);
            if (!whole) {
                return Double.valueOf(number);
            }
            BigInteger exact = new BigInteger(number);
            if (exact.bitLength() < Integer.SIZE) {
                return exact.intValue();
            }
            return exact.bitLength() < Long.SIZE ? (Object) exact.longValue() : exact;
        }

        private void digits() {
            int from = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            if (at == from) {
                throw wrong();
            }
        }
    }
}
