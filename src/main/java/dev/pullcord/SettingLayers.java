package dev.pullcord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What was set where, laid over each other, the later over the earlier. The settings there are, with their types and
 * defaults, are read off the records: a component that is a record is a section, any other is a setting.
 *
 * <p>All that is wrong is collected and said at once, so that nobody mends his settings one start at a time.
 */
final class SettingLayers {
    /** The source that is the caller's own command line. */
    static final String FLAG = "command line";

    private static final String PREFIX = "PULLCORD_";

    /** Read by the launcher and by commands, and no settings of the service. */
    private static final Set<String> NOT_SETTINGS =
            Set.of("PULLCORD_CONFIG", "PULLCORD_JAVA_OPTS", "PULLCORD_PLATFORM_KEY");

    /** Set by Kubernetes in every pod beside a service that is called pullcord-something. */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "PULLCORD_(\\w+_)?(SERVICE_(HOST|PORT(_\\w+)?)|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    // fsync: no is a word, not false
                    .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                    .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, Given> given = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private boolean fromFlagsOnly = true;

    /**
     * One setting there is.
     *
     * @param key its path, {@code redis.caFile}
     * @param type of its value
     * @param fallback its value unless it is set
     */
    record Setting(String key, Type type, Object fallback) {
        /** The environment variable that sets it: {@code PULLCORD_REDIS_CA_FILE}. */
        String variable() {
            String words = key.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_');
            return PREFIX + words.toUpperCase(Locale.ROOT);
        }

        boolean secret() {
            return type.getTypeName().contains(Config.Secret.class.getName());
        }
    }

    private record Given(String value, String source) {}

    /**
     * @param defaults a record of records that names every setting
     */
    SettingLayers(Record defaults) {
        collect("", defaults);
    }

    /** The settings there are, in their order. */
    List<Setting> settings() {
        return List.copyOf(settings.values());
    }

    /** Sets one by its key. */
    void put(String key, String value, String source) {
        if (settings.containsKey(key)) {
            given.put(key, new Given(value, source));
        } else {
            unknown(key, source);
        }
    }

    /** Sets what a file sets; a key without a value sets nothing. */
    void readFile(Path file) {
        JsonNode root;
        try {
            root = YAML.readTree(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new Failed(file + ": there is no such file", e);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            // The parser's own message quotes the file, and that may quote a password.
            throw new Failed(file + ": line " + line + " is not YAML, or sets a key twice", e);
        } catch (IOException e) {
            throw new Failed(file + ": cannot be read: " + e.getMessage(), e);
        }
        if (root.isObject()) {
            readSection("", root, file.toString());
        } else if (!root.isMissingNode() && !root.isNull()) {
            problem(file + ": holds no settings: 'key: value' is wanted", file.toString());
        }
    }

    /** Where the data are by a file of which something else may be bad; absent where that cannot be told. */
    static Optional<String> dataBy(Path file) {
        try {
            return Optional.ofNullable(
                    YAML.readTree(Files.readString(file)).path("data").textValue());
        } catch (IOException bad) {
            return Optional.empty();
        }
    }

    /** Sets what the environment sets; an empty variable sets nothing. */
    void readEnvironment(Map<String, String> environment) {
        Map<String, Setting> byVariable = new TreeMap<>();
        settings.values().forEach(setting -> byVariable.put(setting.variable(), setting));
        new TreeMap<>(environment).forEach((variable, value) -> {
            Setting setting = byVariable.get(variable);
            if (setting != null && !value.isEmpty()) {
                put(setting.key(), value, variable);
            } else if (setting == null && variable.startsWith(PREFIX) && !foreign(variable, value)) {
                problem(
                        variable + ": no setting has this environment variable"
                                + closest(variable, byVariable.keySet()),
                        variable);
            }
        });
    }

    /**
     * Makes the record of all that was set.
     *
     * @throws BadSettings if anything was wrong
     */
    <R extends Record> R bind(Class<R> type) {
        R bound = type.cast(bindSection("", type));
        if (!problems.isEmpty()) {
            throw new BadSettings(problems, fromFlagsOnly);
        }
        return bound;
    }

    private void collect(String section, Record values) {
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            String key = section + component.getName();
            Object value = read(component, values);
            if (value instanceof Record nested && !(value instanceof Config.Secret)) {
                collect(key + ".", nested);
            } else {
                settings.put(key, new Setting(key, component.getGenericType(), value));
            }
        }
    }

    private void readSection(String section, JsonNode node, String source) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String key = section + field.getKey();
            JsonNode value = field.getValue();
            if (value.isNull()) {
                continue;
            }
            boolean isSection = settings.keySet().stream().anyMatch(known -> known.startsWith(key + "."));
            if (isSection && value.isObject()) {
                readSection(key + ".", value, source);
            } else if (isSection) {
                problem(key + ": is a section of settings, not one (" + source + ")", source);
            } else if (settings.containsKey(key) && value.isContainerNode()) {
                problem(key + ": takes one value (" + source + ")", source);
            } else {
                put(key, value.asText(), source);
            }
        }
    }

    private Object bindSection(String section, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        boolean whole = true;
        for (int i = 0; i < components.length; i++) {
            String key = section + components[i].getName();
            Setting setting = settings.get(key);
            values[i] = setting == null ? bindSection(key + ".", components[i].getType()) : bindSetting(setting);
            whole &= values[i] != null;
        }
        return whole ? make(type, components, values) : null;
    }

    private Object bindSetting(Setting setting) {
        Given value = given.get(setting.key());
        if (value == null) {
            return setting.fallback();
        }
        try {
            return SettingText.parse(setting.type(), value.value());
        } catch (SettingText.Unreadable e) {
            String shown = setting.secret() ? "(secret)" : value.value();
            problem(
                    setting.key() + ": '" + shown + "' is " + e.getMessage() + " (" + value.source() + ")",
                    value.source());
            return null;
        }
    }

    /** Null if the record refuses these values. */
    private Object make(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalArgumentException refusal)) {
                throw new IllegalStateException(type + " broke while it was made", e);
            }
            String key = refusal.getMessage().split(":", 2)[0];
            String source = given.containsKey(key) ? given.get(key).source() : "default";
            problem(refusal.getMessage() + " (" + source + ")", source);
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private static Object read(RecordComponent component, Record values) {
        try {
            return component.getAccessor().invoke(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static boolean foreign(String variable, String value) {
        return NOT_SETTINGS.contains(variable)
                || SERVICE_LINK.matcher(variable).matches()
                || (variable.endsWith("_PORT") && value.matches("(tcp|udp|sctp)://.*"));
    }

    private void unknown(String key, String source) {
        problem(key + ": is no setting" + closest(key, settings.keySet()) + " (" + source + ")", source);
    }

    private void problem(String sentence, String source) {
        problems.add(sentence);
        fromFlagsOnly &= source.equals(FLAG);
    }

    /** What may have been meant: the names that share the longest beginning with it. */
    private static String closest(String name, Set<String> names) {
        int longest = names.stream().mapToInt(n -> shared(n, name)).max().orElse(0);
        List<String> near =
                names.stream().filter(n -> shared(n, name) == longest).toList();
        return "; there is " + String.join(", ", near);
    }

    private static int shared(String a, String b) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return length;
    }
}
