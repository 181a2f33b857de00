package org.feedbackhub.letter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.feedbackhub.council.Scanner;

/**
 * A file with one side of each page of a stack, told by how its name ends; the other side is in another file, which only its ending tells
 * from this one.
 *
 * @param other where that one lies, or would
 * @param fronts whether this one has the front sides
 */
record Half(Path other, boolean fronts) {

    /** Nothing for a file of whole pages. */
    static Optional<Half> of(Path file, Scanner scanner) {
        Scanner.Sides sides = scanner.sides();
        if (sides == null) {
            return Optional.empty();
        }
        return half(file, sides.fronts(), sides.backs(), true)
                .or(() -> half(file, sides.backs(), sides.fronts(), false));
    }

    private static Optional<Half> half(Path file, String ending, String ofOther, boolean fronts) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        if (!stem.endsWith(ending)) {
            return Optional.empty();
        }
        String other = stem.substring(0, stem.length() - ending.length()) + ofOther + name.substring(stem.length());
        return Optional.of(new Half(file.resolveSibling(other), fronts));
    }

    boolean hasOther() {
        return Files.isRegularFile(other);
    }
}
