package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Condition;
import dev.pullcord.review.EscalationPolicy;
import dev.pullcord.review.LookPolicy;
import dev.pullcord.review.PolicyTree;
import dev.pullcord.review.Recipient;
import dev.pullcord.review.Role;
import dev.pullcord.review.Severity;
import dev.pullcord.review.TriagePolicy;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.TrackRecord;
import dev.pullcord.risk.Worth;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a policy file, and what reads them: closed lists, times, conditions. */
final class PolicyWords {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([smhd])");

    private PolicyWords() {}

    static YAMLMapper mapper() {
        SimpleModule words = new SimpleModule("policy-words");
        word(words, Reason.class, Reason::ofCode);
        word(words, ActionType.class, ActionType::ofCode);
        word(words, Family.class, lowercase(Family.class));
        word(words, Reason.Group.class, lowercase(Reason.Group.class));
        word(words, TrackRecord.Kind.class, lowercase(TrackRecord.Kind.class));
        word(words, Role.class, Role::ofWord);
        word(words, Recipient.class, Recipient::ofWord);
        word(words, Severity.class, Severity::ofWord);
        word(words, LookPolicy.OtherCases.class, lowercase(LookPolicy.OtherCases.class));
        word(words, Worth.class, WorthTables::named);
        words.addDeserializer(Condition.class, new Conditional(Condition.Of.LANE));
        word(words, Duration.class, PolicyWords::duration);
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

    static Optional<Duration> duration(String text) {
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
        return type == Duration.class
                ? "time such as 90s, 15m, 2h or 30d"
                : type == Worth.class ? "known table of what money is worth" : "known " + type.getSimpleName();
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

    /** Compiles a condition for the place it stands in. */
    private static final class Conditional extends StdScalarDeserializer<Condition> implements ContextualDeserializer {
        private final Condition.Of of;

        Conditional(Condition.Of of) {
            super(Condition.class);
            this.of = of;
        }

        @Override
        public Condition deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parser.hasToken(JsonToken.VALUE_STRING)
                    ? CelConditions.compile(of, parser.getText())
                    : context.reportInputMismatch(this, "is no text");
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            Class<?> home = property == null
                    ? TriagePolicy.Lane.class
                    : property.getMember().getDeclaringClass();
            return new Conditional(
                    home == PolicyTree.TwoPeople.class
                            ? Condition.Of.ACTION
                            : home == EscalationPolicy.Level.class ? Condition.Of.ESCALATION : Condition.Of.LANE);
        }
    }
}
