package org.feedbackhub.webform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;

/** The hub's own forms, from the empty page to the reference. */
public final class FormPages {

    private final Councils councils;
    private final WebFormSettings settings;
    private final PageReader reader;
    private final PageDesk desk;
    private final PageCheck check;
    private final Rates perAddress;

    FormPages(Councils councils, WebFormSettings settings, PageReader reader, PageDesk desk) {
        this.councils = councils;
        this.settings = settings;
        this.reader = reader;
        this.desk = desk;
        this.check = new PageCheck(settings.limits());
        this.perAddress = new Rates(settings.pagePerAddress(), settings.addresses());
    }

    /** The council of this id, if there is one. */
    public Optional<CouncilProfile> council(String id) {
        try {
            return councils.find(new CouncilId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Counts one more page from the address, unless there are too many. */
    boolean allow(String address) {
        return perAddress.allow(address);
    }

    /** An empty page. */
    public PageState blank(CouncilProfile council, PageKind kind) {
        return reader.blank(council, kind);
    }

    /** What a browser posts of the page. */
    public PageState read(CouncilProfile council, PageKind kind, MultiValueMap<String, String> fields) {
        return reader.read(council, kind, fields);
    }

    /**
     * The page with the files that were uploaded now.
     *
     * @throws org.feedbackhub.feedback.TransientFault if they cannot be kept just now
     */
    public PageState keep(PageState page, List<MultipartFile> uploads) {
        return reader.keep(page, uploads);
    }

    /** What is to be mended, in the order of the page. @param dropped whether its files were too large to be read */
    public List<PageProblem> problems(PageState page, boolean dropped) {
        return check.problems(page, dropped);
    }

    /** The page without files that cannot be taken: they were told of, and need not be removed by hand. */
    public PageState withoutLargeFiles(PageState page) {
        return page.withFiles(page.files().stream()
                .filter(file -> file.size() <= settings.limits().fileSize().toBytes())
                .toList());
    }

    /** The same as a page that has not been sent. */
    public PageState anew(PageState page) {
        return reader.anew(page);
    }

    /**
     * Records the page; once more the same if it has been sent before.
     *
     * @throws org.feedbackhub.feedback.TransientFault if it cannot be recorded just now; it may be sent again
     */
    public PageSent send(PageState page) {
        boolean hurried = reader.filledIn(page).compareTo(settings.pageNotBefore()) < 0;
        List<PageDoubt> doubts = page.kind() == PageKind.OFFICER
                ? List.of()
                : Stream.concat(
                                page.trapped() ? Stream.of(PageDoubt.TRAPPED) : Stream.empty(),
                                hurried ? Stream.of(PageDoubt.HURRIED) : Stream.empty())
                        .toList();
        return desk.send(page, doubts);
    }

    /** Puts the page where its template finds it. @param notice code of a text above the page, or empty */
    public void show(Model model, PageState page, List<PageProblem> problems, String notice) {
        Map<String, PageProblem> byField = new LinkedHashMap<>();
        problems.forEach(problem -> byField.putIfAbsent(problem.field(), problem));
        model.addAttribute("council", page.council());
        model.addAttribute("page", page);
        model.addAttribute("stamp", reader.stamp(page));
        model.addAttribute("kept", reader.kept(page));
        model.addAttribute("limits", settings.limits());
        model.addAttribute("problems", problems);
        model.addAttribute("problemOf", byField);
        model.addAttribute("notice", notice);
        model.addAttribute("voice", page.kind() == PageKind.RESIDENT ? "resident" : "officer");
        model.addAttribute("tenants", page.council().ombudsmen().containsKey(CouncilProfile.HOUSING));
        model.addAttribute("action", "/" + page.council().id() + "/feedback");
    }
}
