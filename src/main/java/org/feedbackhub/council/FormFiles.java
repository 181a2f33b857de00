package org.feedbackhub.council;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a form's JSON has the files that came with it, and how it names what belongs to each.
 *
 * @param places as JSON pointers (RFC 6901), each of a list of files or of a single one
 * @param name the property with the file's name; null if files have none
 * @param mediaType the property with its type; null if the type is not told
 * @param content the property with its bytes in Base64
 */
public record FormFiles(
        @NotEmpty List<@Pattern(regexp = "/.*", message = "must be a JSON pointer, with a / in front") String> places,
        @Nullable String name,
        @Nullable String mediaType,
        @NotBlank String content) {}
