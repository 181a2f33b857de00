package org.feedbackhub.webform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.feedbackhub.arrival.ReceivedFile;
import org.feedbackhub.council.FormFiles;
import org.junit.jupiter.api.Test;

class JsonFilesTest {

    private static final JsonFiles MAPPED =
            JsonFiles.of(new FormFiles(List.of("/photo", "/papers"), "filename", "type", "data"));

    private static List<ReceivedFile> read(JsonFiles files, String json) throws Exception {
        JsonNode fields = new ObjectMapper().readTree(json);
        return files.in(fields);
    }

    @Test
    void mapped_files_are_taken_from_all_their_places_under_their_own_names() throws Exception {
        List<ReceivedFile> files = read(
                MAPPED,
                """
                {"photo": {"filename": "Bin.JPG", "type": "Image/JPEG", "data": "YWI="},
                 "papers": [{"data": "YQ=="}, {"filename": 7, "data": ""}],
                 "files": "no file of ours"}""");

        assertThat(files).extracting(ReceivedFile::name).containsExactly("Bin.JPG", null, null);
        assertThat(files).extracting(ReceivedFile::declaredType).containsExactly("image/jpeg", "", "");
        assertThat(files.get(0).content()).asString().isEqualTo("ab");
    }

    @Test
    void a_place_at_which_nothing_was_added_holds_no_file() throws Exception {
        assertThat(read(MAPPED, "{\"photo\": \"\", \"papers\": null}")).isEmpty();
        assertThat(read(JsonFiles.ofContract(), "{}")).isEmpty();
    }

    @Test
    void what_is_no_file_is_refused() {
        for (String json : List.of(
                "{\"photo\": \"bin.jpg\"}",
                "{\"papers\": [\"bin.jpg\"]}",
                "{\"photo\": {\"data\": \"%\"}}",
                "{\"photo\": 5}")) {
            assertThatThrownBy(() -> read(MAPPED, json)).as(json).isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> read(JsonFiles.ofContract(), "{\"files\": {\"content\": \"YQ==\"}}"))
                .isInstanceOf(Refusal.class);
    }
}
