package dev.pullcord;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a setting's value is written, and read back. */
final class SettingText {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private SettingText() {}

    /** A value that cannot be read; the message says what is allowed, and does not repeat the value. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** Reads a value of one of the types that settings have. */
    static Object parse(Type type, String text) throws Unreadable {
        if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            return text.isEmpty() ? Optional.empty() : Optional.of(parse(optional.getActualTypeArguments()[0], text));
        } else if (type == String.class) {
            return text;
        } else if (type == Config.Secret.class) {
            return new Config.Secret(text);
        } else if (type == int.class) {
            return whole(text);
        } else if (type == boolean.class) {
            return truth(text);
        } else if (type == Duration.class) {
            return duration(text);
        } else if (type == Path.class) {
            return path(text);
        } else if (type == URI.class) {
            return uri(text);
        } else if (type instanceof Class<?> words && words.isEnum()) {
            return word(words, text);
        }
        throw new IllegalStateException("no setting can be of " + type);
    }

    /** Writes a value as it would be set. A secret stays one. */
    static String of(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(SettingText::of).orElse("");
        } else if (value instanceof Duration duration) {
            return ofDuration(duration);
        } else if (value instanceof Enum<?> word) {
            return word.name().toLowerCase(Locale.ROOT);
        }
        return value.toString();
    }

    private static int whole(String text) throws Unreadable {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Unreadable("not a whole number");
        }
    }

    private static boolean truth(String text) throws Unreadable {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Unreadable("neither true nor false");
        };
    }

    private static Duration duration(String text) throws Unreadable {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new Unreadable("not a duration: a whole number and one of ms, s, m, h, d, as in 90s, 15m, 6h");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static String ofDuration(Duration duration) {
        if (duration.toMillis() % 1000 != 0 || duration.isZero()) {
            return duration.toMillis() + "ms";
        } else if (duration.toSeconds() % 60 != 0) {
            return duration.toSeconds() + "s";
        } else if (duration.toMinutes() % 60 != 0) {
            return duration.toMinutes() + "m";
        }
        return duration.toHours() % 24 != 0 ? duration.toHours() + "h" : duration.toDays() + "d";
    }

    private static Path path(String text) throws Unreadable {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // Said below: the exception knows no more than that.
        }
        throw new Unreadable("not a path");
    }

    private static URI uri(String text) throws Unreadable {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new Unreadable("not a URL"); // the exception repeats the value
        }
    }

    private static Object word(Class<?> words, String text) throws Unreadable {
        List<?> all = Arrays.asList(words.getEnumConstants());
        for (Object one : all) {
            if (of(one).equals(text)) {
                return one;
            }
        }
        throw new Unreadable("none of " + all.stream().map(SettingText::of).collect(Collectors.joining(", ")));
    }
}
