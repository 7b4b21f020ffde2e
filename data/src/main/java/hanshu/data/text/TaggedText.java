package hanshu.data.text;

import hanshu.data.DataException;
import hanshu.data.Faults;
import hanshu.data.OnError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sentences with a tag for each token, as the shared tasks of CoNLL write them: a line for each token, its columns parted
 * by tabs or blanks, the token first and the tag last; a blank line behind each sentence (Tjong Kim Sang & De Meulder
 * 2003, "Introduction to the CoNLL-2003 shared task").
 */
public record TaggedText(List<Sentence> sentences) {
    private static final String DOCUMENT = "-DOCSTART-";

    /** No sentence has so many tokens. */
    private static final int LONGEST = 2_000;

    /**
     * A sentence.
     *
     * @param tokens the words, or in Chinese the characters
     * @param tags one for each token
     */
    public record Sentence(List<String> tokens, List<String> tags) {
        public Sentence {
            tokens = List.copyOf(tokens);
            tags = List.copyOf(tags);
            if (tokens.size() != tags.size()) {
                throw new DataException("%d tokens need as many tags, got %d".formatted(tokens.size(), tags.size()));
            }
        }
    }

    public TaggedText {
        sentences = List.copyOf(sentences);
    }

    /** Any tags, such as parts of speech. A sentence with a line that has no tag is a fault. */
    public static TaggedText of(TextFile file, Faults faults) {
        return new TaggedText(
                parsed(file, faults).stream().map(Placed::sentence).toList());
    }

    /**
     * Entities in BIO or IOBES, whichever the tags show. A sentence with a tag that is neither, or that can't follow the
     * one before it, is a fault.
     */
    public static TaggedText ofEntities(TextFile file, Faults faults) {
        var sentences = parsed(file, faults);
        var all = new TaggedText(sentences.stream().map(Placed::sentence).toList());
        var scheme = TagScheme.of(all.tags());
        var legal = new ArrayList<Sentence>();
        for (var placed : sentences) {
            var fault = placed.fault(file, scheme);
            fault.ifPresentOrElse(faults::found, () -> legal.add(placed.sentence));
        }
        return new TaggedText(legal);
    }

    /** Entities where nearly all tags are such, as {@link #ofEntities} reads them; else any tags. */
    public static TaggedText read(TextFile file, Faults faults) {
        var tags = of(file, new Faults(OnError.SKIP)).sentences.stream()
                .flatMap(sentence -> sentence.tags.stream())
                .toList();
        return isOfEntities(tags) ? ofEntities(file, faults) : of(file, faults);
    }

    /** Whether nearly all tags are those of {@link TagScheme}, and some of an entity. */
    public static boolean isOfEntities(Collection<String> tags) {
        var scheme = TagScheme.of(tags);
        long known = tags.stream().filter(scheme::knows).count();
        return known >= 0.9 * tags.size()
                && tags.stream().anyMatch(tag -> scheme.knows(tag) && !tag.equals(TagScheme.OUTSIDE));
    }

    /** The tokens of each sentence, where nothing is asked of the tags. */
    public static List<List<String>> tokens(TextFile file) {
        var sentences = new ArrayList<List<String>>();
        var tokens = new ArrayList<String>();
        for (int i = 0; i <= file.size(); i++) {
            String line = i < file.size() ? file.get(i) : "";
            if (isBetween(line)) {
                if (!tokens.isEmpty()) {
                    sentences.add(List.copyOf(tokens));
                }
                tokens.clear();
            } else {
                tokens.add(columns(line).getFirst());
            }
        }
        return sentences;
    }

    /** What a line holds: parted by tabs or, where there are none, by blanks. */
    public static List<String> columns(String line) {
        return List.of(line.indexOf('\t') >= 0 ? line.split("\t") : line.strip().split(" +"));
    }

    private static boolean isBetween(String line) {
        return line.isBlank() || line.startsWith(DOCUMENT);
    }

    /** The tags that occur, sorted. */
    public Set<String> tags() {
        var tags = new TreeSet<String>();
        sentences.forEach(sentence -> tags.addAll(sentence.tags));
        return tags;
    }

    /** A sentence and the line of its first token. */
    private record Placed(Sentence sentence, int line) {
        Optional<String> fault(TextFile file, TagScheme scheme) {
            String before = TagScheme.OUTSIDE;
            for (int i = 0; i <= sentence.tags.size(); i++) {
                String tag = i < sentence.tags.size() ? sentence.tags.get(i) : TagScheme.OUTSIDE;
                String where = file.where(line + Math.min(i, sentence.tags.size() - 1));
                if (!scheme.knows(tag)) {
                    return Optional.of(
                            "%s: %s is no tag of %s: O, or B-, I- … and a type, is".formatted(where, tag, scheme));
                }
                if (!scheme.allows(before, tag)) {
                    return Optional.of("%s: %s can't follow %s: in %s an entity begins with B-%s"
                            .formatted(
                                    where,
                                    tag,
                                    before,
                                    scheme,
                                    scheme == TagScheme.BIO ? "" : " or S-, and ends with E- or S-"));
                }
                before = tag;
            }
            return Optional.empty();
        }
    }

    private static List<Placed> parsed(TextFile file, Faults faults) {
        var sentences = new ArrayList<Placed>();
        var tokens = new ArrayList<String>();
        var tags = new ArrayList<String>();
        boolean broken = false;
        for (int i = 0; i <= file.size(); i++) {
            String line = i < file.size() ? file.get(i) : "";
            if (isBetween(line)) {
                if (!tokens.isEmpty() && !broken) {
                    sentences.add(new Placed(new Sentence(tokens, tags), i - tokens.size()));
                }
                tokens.clear();
                tags.clear();
                broken = false;
                continue;
            }
            if (tokens.size() == LONGEST && !broken) {
                faults.found("%s: a sentence of more than %,d tokens: is the blank line behind one missing?"
                        .formatted(file.where(i - LONGEST), LONGEST));
                broken = true;
            }
            var columns = columns(line);
            if (columns.size() < 2 || columns.getLast().isBlank()) {
                if (!broken) {
                    faults.found("%s: a line is TOKEN<TAB>TAG, but this one is: %s"
                            .formatted(file.where(i), PickedLines.excerpt(line)));
                }
                broken = true;
                continue;
            }
            tokens.add(columns.getFirst().intern());
            tags.add(columns.getLast().strip().intern());
        }
        if (sentences.isEmpty()) {
            throw new DataException(
                    file.name() + " has no sentence: a line is TOKEN<TAB>TAG, with a blank line behind each sentence");
        }
        return sentences;
    }
}
