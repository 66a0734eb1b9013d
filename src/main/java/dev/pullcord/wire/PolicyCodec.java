package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.PolicyTree;
import dev.pullcord.review.TriagePolicy;
import dev.pullcord.risk.Family;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads policy packs. Nothing is guessed or filled in: a key that is missing, unknown or twice there, a word that is on
 * no list and a number that makes no sense each end the reading, with a message that names the key and the value.
 */
public final class PolicyCodec {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([smhd])");
    private static final YAMLMapper MAPPER = mapper();

    private PolicyCodec() {}

    /** The pack that comes with the service. */
    public static PolicyPack defaults() {
        try (InputStream in = PolicyCodec.class.getResourceAsStream("/policies/default.yaml")) {
            if (in == null) {
                throw new IllegalStateException("policies/default.yaml is not on the class path");
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a pack.
     *
     * @throws IllegalArgumentException naming the key and the value that will not do
     */
    public static PolicyPack read(String yaml) {
        try {
            PolicyPack pack = MAPPER.readValue(yaml, PolicyPack.class);
            if (pack == null) {
                throw new IllegalArgumentException("policy: is empty");
            }
            return pack;
        } catch (ValueInstantiationException e) {
            if (e.getCause() instanceof IllegalArgumentException ours) {
                throw ours; // a record that refused names its own key and value
            }
            throw new IllegalArgumentException(at(e) + ": " + e.getOriginalMessage(), e);
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(at(e) + ": is no key of a policy", e);
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(at(e) + ": " + said(e.getOriginalMessage()), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("policy: " + e.getMessage(), e);
        }
    }

    private static String at(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
            }
        }
        return path.length() == 0 ? "policy" : path.toString();
    }

    private static String said(String message) {
        return message.startsWith("Missing creator property")
                        || message.startsWith("Null value for creator property")
                        || message.startsWith("Cannot map `null`")
                ? "is missing"
                : message.lines().findFirst().orElse("cannot be read");
    }

    private static YAMLMapper mapper() {
        SimpleModule words = new SimpleModule("policy-words");
        word(words, Reason.class, Reason::ofCode);
        word(words, ActionType.class, ActionType::ofCode);
        word(words, Family.class, lowercase(Family.class));
        word(words, Reason.Group.class, lowercase(Reason.Group.class));
        word(words, TriagePolicy.When.class, TriagePolicy.When::ofWord);
        word(words, PolicyTree.Lasting.class, PolicyTree.Lasting::ofWord);
        word(words, Duration.class, PolicyCodec::duration);
        return YAMLMapper.builder(new YAMLFactory())
                .addModule(new JavaTimeModule())
                .addModule(words)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
    }

    private static Optional<Duration> duration(String text) {
        Matcher m = DURATION.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        long n = Long.parseLong(m.group(1));
        return Optional.of(
                switch (m.group(2)) {
                    case "s" -> Duration.ofSeconds(n);
                    case "m" -> Duration.ofMinutes(n);
                    case "h" -> Duration.ofHours(n);
                    default -> Duration.ofDays(n);
                });
    }

    private static <E extends Enum<E>> Function<String, Optional<E>> lowercase(Class<E> type) {
        return word -> Arrays.stream(type.getEnumConstants())
                .filter(e -> e.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private static <T> void word(SimpleModule module, Class<T> type, Function<String, Optional<T>> read) {
        module.addDeserializer(type, new Word<>(type, read));
        module.addKeyDeserializer(type, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) throws IOException {
                Optional<T> known = read.apply(key);
                return known.isPresent()
                        ? known.get()
                        : context.reportInputMismatch(type, "'%s' is no %s", key, said(type));
            }
        });
    }

    private static String said(Class<?> type) {
        return type == Duration.class ? "time such as 90s, 15m, 2h or 30d" : "known " + type.getSimpleName();
    }

    /** Reads one word of a closed list. */
    private static final class Word<T> extends StdScalarDeserializer<T> {
        private final transient Function<String, Optional<T>> read;

        Word(Class<T> type, Function<String, Optional<T>> read) {
            super(type);
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String word = parser.getText();
            Optional<T> known = read.apply(word);
            return known.isPresent()
                    ? known.get()
                    : context.reportInputMismatch(this, "'%s' is no %s", word, said(handledType()));
        }
    }
}
