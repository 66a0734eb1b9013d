package dev.pullcord.wire;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The directory's few common words in other languages. Names of helplines are theirs, and stay as they are. */
final class HelpWords {
    private static final Map<String, Map<String, String>> ALL = read();

    private HelpWords() {}

    /** These words in this language, or as they are where nobody has said them in it. */
    static String in(Optional<String> language, String words) {
        String code =
                language.map(tag -> Locale.forLanguageTag(tag).getLanguage()).orElse("");
        return ALL.getOrDefault(code.equals("tl") ? "fil" : code, Map.of()).getOrDefault(words, words);
    }

    private static Map<String, Map<String, String>> read() {
        try (InputStream in = HelpWords.class.getResourceAsStream("/directory/help-words.yaml")) {
            return new YAMLMapper().readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("directory/help-words.yaml cannot be read", e);
        }
    }
}
