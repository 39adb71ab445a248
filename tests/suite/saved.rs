//! Drafts as they come: pages saved from a site, and Markdown full of templates.

use super::{folder, root, run};
use serde_json::Value;

/// Words of the quotations that the sheet of a draft lists.
fn quotations(name: &str, text: &str) -> Vec<String> {
    let desk = folder(&[(name, text)]);
    let sheet = run(desk.path(), &["quotes", "--no-config", "--format", "json", name]).out;
    let sheet: Value = serde_json::from_str(&sheet).expect("JSON");
    let quotes = sheet["files"][0]["quotes"].as_array().expect("a list").clone();
    quotes.iter().map(|quote| quote["text"].as_str().unwrap_or_default().to_owned()).collect()
}

/// Findings in a draft, a line each.
fn findings(name: &str, text: &str) -> String {
    let desk = folder(&[(name, text)]);
    run(desk.path(), &["check", "--no-config", "--format", "short", "-q", name]).out
}

fn page(head: &str, body: &str) -> String {
    format!("<html><head><title>Fees go up</title>{head}</head><body>{body}</body></html>")
}

const STORY: &str = "<p>The port raised its fee for small boats to nine crowns a night, the clerk said in a letter.</p>\
    <p>“We will pay it,” said Ada Brink, who keeps two boats at the east quay and one in the yard.</p>";

#[test]
fn only_the_article_of_a_page_is_read() {
    let around = format!(
        "<ul class=\"menu\"><li><a href=\"/\">“Home”, and a fine one</a></li></ul><div id=\"content\"><h1>Fees go up</h1>{STORY}</div>\
         <div class=\"sidebar\"><a href=\"/a\">“I never liked boats at all”</a></div>\
         <div class=\"comments\"><p>mike77: “You should all be ashamed of this port and its fee, and of this story too.”</p></div>"
    );
    assert_eq!(quotations("a.html", &page("", &around)), ["“We will pay it,”"]);
    let tools = "<div class=\"video-player\"><div>Closed captions</div><p>“Next video” starts in seven seconds.</p></div>\
                 <div class=\"font_sizer\">“Font size” A A A</div>";
    let between = page("", &format!("<article><h1>Fees go up</h1>{tools}{STORY}</article>"));
    assert_eq!(quotations("a.html", &between), ["“We will pay it,”"], "what a player says is not the article");
    let whole = page("", &format!("<main class=\"comments-open\"><h1>Fees go up</h1>{STORY}</main>"));
    assert_eq!(quotations("a.html", &whole), ["“We will pay it,”"], "the class of the whole page says nothing");
}

#[test]
fn another_story_in_a_box_is_not_the_article() {
    let story = STORY.repeat(4);
    let boxed = "<div class=\"module\"><div><h3>Harbours</h3></div><div><h2><a href=\"/a\">The port at Vik loses “all but one” of its pilots</a></h2>\
                 <p>The pilots of Vik leave for “better” ports. <a href=\"/a\">Full story</a></p></div></div>\
                 <div><a href=\"/b\"><img src=\"/icon.svg\" alt=\"\"></a> <a href=\"/b\">Film: “the longest” quay in the north</a></div>";
    let told = format!("<article><h1>Fees go up</h1>{story}{boxed}{STORY}</article>");
    assert!(quotations("a.html", &page("", &told)).iter().all(|words| words == "“We will pay it,”"));
    // A section may have the name of a box in the words of its heading, but not in those of its class.
    let heading = "Sharing a quay with your neighbours";
    let section = |name: &str| {
        format!(
            "<article><h1>Fees go up</h1>{story}<div {name}><h2>{heading}</h2><p>“Share it,” said Jan Vos.</p></div></article>"
        )
    };
    let count = |name: &str| quotations("a.html", &page("", &section(name))).len();
    assert_eq!(count("id=\"sharing-a-quay-with-your-neighbours\""), 5);
    assert_eq!(count("id=\"sharing\""), 4);
}

#[test]
fn formulas_and_emoji_are_never_fixed() {
    let text = "# Fees\n\nThe :e-mail: sign, $e-mail_1$ and\n\n{% set a %}an e-mail{% endset %}\n\nThe quay. ^e-mail\n";
    assert!(!findings("a.md", text).contains("preferred-terms"), "{}", findings("a.md", text));
    assert!(findings("a.md", "# Fees\n\n!!! note\n\n    An e-mail.\n").contains("preferred-terms"));
}

#[test]
fn pull_quotations_are_not_listed_twice_and_q_has_marks() {
    let body = format!(
        "<article><h1>Fees go up</h1><aside class=\"pull-quote\">“We will pay it”</aside>{STORY}\
         <p>The clerk called it <q>a small thing</q>.</p><blockquote><p>We wait for the boats.</p><footer>— Jan Vos</footer></blockquote></article>"
    );
    let listed = quotations("a.html", &page("", &body));
    assert_eq!(listed.len(), 3, "{listed:?}");
    assert!(listed[1].contains("a small thing"), "{listed:?}");
}

#[test]
fn arrows_are_not_quotation_marks() {
    let body = format!(
        "<article><h1>Fees go up</h1><p>« Older story on the wall <a href=\"/x\">Newer story »</a></p>{STORY}<p><a href=\"/s\">Show all »</a></p></article>"
    );
    assert_eq!(quotations("a.html", &page("", &body)), ["“We will pay it,”"]);
    assert!(!findings("a.html", &page("", &body)).contains("unbalanced"), "no mark is left alone");
    assert_eq!(quotations("a.md", "# Fees\n\nThe clerk said: «We will pay it.»\n").len(), 1);
}

#[test]
fn author_and_date_of_a_page_are_found_wherever_it_says_them() {
    let heads = [
        "<meta name=\"byl\" content=\"By Nora Quill\"><meta itemprop=\"datePublished\" content=\"2026-03-03\">",
        "<meta name=\"author\" content=\"https://example.org/nora\"><meta name=\"byl\" content=\"Httpster\"><meta name=\"date\" content=\"2026-03-03\">",
        "<meta name=\"author\" content=\"Nora Quill (https://example.org/)\"><meta name=\"date\" content=\"2026-03-03\">",
        "<meta name=\"sailthru.author\" content=\"Nora Quill\"><meta name=\"sailthru.date\" content=\"2026-03-03 10:00:00\">",
        "<meta name=\"DC.creator\" content=\"Nora Quill\"><meta name=\"DC.date.issued\" content=\"2026-03-03\">",
        "<meta name='parsely-page' content='{\"author\": \"Nora Quill\", \"pub_date\": \"2026-03-03T10:00:00Z\"}'>",
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"Nora Quill\"},\"datePublished\":\"2026-03-03\"}</script>",
        "<script type=\"application/ld+json\">[{\"@graph\":[{\"@type\":\"Person\",\"@id\":\"#1\",\"name\":\"Nora Quill\"},{\"@type\":[\"NewsArticle\"],\"author\":[{\"@id\":\"#1\"}],\"datePublished\":\"2026-03-03\"}]}]</script>",
    ];
    let tops = [
        "<p><a rel=\"author\" href=\"/q\">Nora Quill</a> <time datetime=\"2026-03-03T14:15+0000\">3 March</time></p>",
        "<div itemprop=\"author\"><span itemprop=\"name\">Nora Quill</span></div><p>16 November 2017 • 2:15pm</p>",
        "<p class=\"byline\">Nora Quill</p><p>11/05/26</p>",
        "<p>By Nora Quill</p><p>Updated 3 hours ago</p>",
        "<p>By Nora Quill, March 3, 2026</p>",
        "<p>By Nora Quill</p><span class=\"timestamp\">Mar 3 10:15</span>",
    ];
    let empty = [""];
    let pairs =
        heads.iter().map(|head| (*head, "")).chain(empty.iter().flat_map(|head| tops.iter().map(|top| (*head, *top))));
    for (head, top) in pairs {
        let found = findings("a.html", &page(head, &format!("<h1>Fees go up</h1>{top}<div>{STORY}</div>")));
        assert!(!found.contains("structure/byline") && !found.contains("structure/date"), "{head}{top}: {found}");
    }
    let without = findings("a.html", &page("", &format!("<h1>Fees go up</h1>{STORY}")));
    assert!(without.contains("structure/byline") && without.contains("structure/date"), "{without}");
}

/// Whether a picture in `body`, above a story, lacks a credit.
fn lacks_credit(body: &str) -> bool {
    findings("a.html", &page("", &format!("<article><h1>Fees go up</h1>{body}{STORY}</article>")))
        .contains("picture-credit")
}

#[test]
fn icons_and_hidden_pictures_need_no_credit() {
    assert!(lacks_credit("<img src=\"wall.jpg\" alt=\"The wall\">"));
    for body in [
        "<img src=\"/icons/wall.png\" alt=\"Harbour News\">",
        "<img src=\"a.jpg\" alt=\"Harbour News\" width=\"20\" height=\"20\">",
        "<img class=\"mwe-math-image\" src=\"a.jpg\" alt=\"x squared\">",
        "<img style=\"display:none\" src=\"a.jpg\" alt=\"The clerk speaks of the fee\">",
        "<img class=\"site-logo\" src=\"a.jpg\" alt=\"Harbour News\">",
        "<img src=\"placeholder.jpg\" alt=\"The clerk speaks of the fee\">",
    ] {
        assert!(!lacks_credit(body), "{body}");
    }
}

#[test]
fn a_credit_may_be_in_an_attribute_or_a_class_of_its_own() {
    let picture =
        |more: &str, after: &str| format!("<figure><img src=\"a.jpg\" alt=\"The clerk speaks\"{more}>{after}</figure>");
    for body in [
        picture(" data-credit=\"Anna Holm\"", ""),
        picture(" title=\"Anna Holm/AP\"", ""),
        picture("", "<div data-c-caption=\"The clerk\" data-c-credit=\"Anna Holm\"></div>"),
        picture("", "<figcaption>The clerk. <span itemprop=\"creditText\">Anna Holm</span></figcaption>"),
        picture("", "<figcaption><span class=\"image-source\">Anna Holm</span></figcaption>"),
        picture("", "<figcaption><span class=\"caption-owner\">Anna Holm</span></figcaption>"),
        picture("", "<div class=\"photoauthor\">Anna Holm</div>"),
        format!("<div data-copyright=\"Anna Holm\">{}</div>", picture("", "")),
    ] {
        assert!(!lacks_credit(&body), "{body}");
    }
    for body in [
        picture(" data-credit=\"\"", ""),
        picture(" data-credit=\"none\"", ""),
        picture(" title=\"The clerk speaks of the fee\"", ""),
        picture("", "<figcaption class=\"image-caption\">The clerk speaks</figcaption>"),
        picture("", "<p>The clerk spoke for an hour.</p><p data-credit=\"Anna Holm\">It was late.</p>"),
        format!("<p data-credit=\"Anna Holm\">It was late.</p>{}", picture("", "")),
        format!("<img src=\"x.jpg\" alt=\"\" data-credit=\"Anna Holm\"><p>It was late.</p>{}", picture("", "")),
    ] {
        assert!(lacks_credit(&body), "{body}");
    }
}

#[test]
fn the_folder_or_host_of_a_photograph_does_not_make_it_an_ornament() {
    for address in [
        "https://cdn.example.org/video/2026/quay.jpg",
        "/authors/quay.jpg",
        "/placeholder/quay.jpg",
        "https://icons.example.org/quay.jpg",
        "//logo.example.org/quay.jpg",
    ] {
        assert!(lacks_credit(&format!("<img src=\"{address}\" alt=\"The clerk speaks of the fee\">")), "{address}");
    }
}

#[test]
fn a_picture_that_is_loaded_late_has_the_address_of_the_picture() {
    for src in
        ["", "src=\"\"", "src=\"/a/placeholder.jpg\"", "src=\"data:image/gif;base64,R0/icon/A\"", "src=\"blank.GIF\""]
    {
        let of = |place: &str| format!("<img {src} data-src=\"{place}\" alt=\"The ferry leaves the port\">");
        assert!(lacks_credit(&of("ferry.jpg")), "{src}");
        assert!(!lacks_credit(&of("/icons/ferry.png")), "{src}");
    }
    let drawing = "src=\"data:image/svg+xml,%3Csvg/%3E\"";
    for key in ["data-lazy-src", "data-original"] {
        let of = |place: &str| format!("<img {drawing} {key}=\"{place}\" alt=\"The ferry leaves the port\">");
        assert!(lacks_credit(&of("ferry.jpg")), "{key}");
        assert!(!lacks_credit(&of("/icons/ferry.png")), "{key}");
    }
    let listed = format!("<img {drawing} data-srcset=\"ferry.jpg 2x\" alt=\"The ferry leaves the port\">");
    assert!(lacks_credit(&listed), "its address is in another attribute");
    let alone = format!("<img {drawing} alt=\"The ferry leaves the port\">");
    assert!(!lacks_credit(&alone), "nothing replaces it: it holds the place of a player");
    let embedded = "<img src=\"data:image/jpeg;base64,R0/icon/A\" alt=\"The ferry leaves the port\">";
    assert!(lacks_credit(embedded), "a photograph may be part of the page");
}

#[test]
fn thumbnails_and_pictures_of_other_parts_of_the_page_need_no_credit() {
    let of = |rest: &str| format!("<img alt=\"The clerk speaks of the fee\" {rest}>");
    for rest in [
        "src=\"a.jpg\" width=\"150\" height=\"150\"",
        "src=\"a.jpg\" width=\"158px\" height=\"90px\"",
        "src=\"/img/newsletters/evening.jpg\"",
        "src=\"/uploads/advertisement/a.jpg\"",
        "src=\"/uploads/cropped-logoblock512-3.jpg\"",
    ] {
        assert!(!lacks_credit(&of(rest)), "{rest}");
    }
    for rest in ["src=\"a.jpg\" width=\"150\" height=\"300\"", "src=\"a.jpg\" width=\"150\"", "src=\"analogous.jpg\""] {
        assert!(lacks_credit(&of(rest)), "{rest}");
    }
}

#[test]
fn stills_of_a_player_need_no_credit() {
    for body in [
        "<img class=\"video-thumbnail\" src=\"a.jpg\" alt=\"The clerk speaks of the fee\">",
        "<img data-src=\"https://cdn.jwplayer.com/a.jpg\" alt=\"The clerk speaks of the fee\">",
    ] {
        assert!(!lacks_credit(body), "{body}");
    }
    assert!(lacks_credit("<img src=\"/youtube.com/a.jpg\" alt=\"Two YouTubers at the quay\">"));
}

#[test]
fn a_credit_near_a_picture_is_its_own() {
    for body in [
        "<div class=\"pic\"><img src=\"b.jpg\" alt=\"The wall\"></div><p class=\"caption\">The wall. Credit Jan Vos for Harbour News</p>",
        "<figure><img src=\"b.jpg\" alt=\"The wall\"><figcaption>The wall <span class=\"photo-credit\">Jan Vos</span></figcaption></figure>",
    ] {
        assert!(!lacks_credit(body), "{body}");
    }
}

/// A story long enough for its page to have an article by its running text.
fn long_story(between: &str) -> String {
    let more = "<p>The letter gave no reason for the rise, and the council has not yet said when it will speak of the matter \
                with the people who keep their boats in the harbour through the winter.</p>";
    format!("<h1>Fees go up</h1>{STORY}{more}{between}{more}{more}{more}")
}

#[test]
fn what_stands_between_the_paragraphs_of_a_page_is_not_the_article() {
    for between in [
        "<p><a href=\"/ice\"><b>“Never again,” says the captain of the ferry</b></a></p>",
        "<div><a href=\"/ice\">“Never again,” says the captain of the ferry</a></div>",
        "<ul><li><a href=\"/ice\">“Never again,” says the captain of the ferry</a></li></ul>",
        "<figure><a href=\"/ice\"><img src=\"ice.jpg\" alt=\"Ice\"><h3>“Never again,” says the captain</h3></a></figure>",
        "<div class=\"visually-hidden\">“Never again,” says the captain of the ferry.</div>",
        "<div class=\"box hide\"><p>“Never again,” says the captain of the ferry.</p></div>",
        "<div class=\"author-card\"><b>Nora Quill</b><p>Nora Quill covers the port. “I like boats,” she says of her work here.</p></div>",
        "<div><div><h3><a href=\"/a\">Ice in port</a></h3><p>“Never again,” says the captain.</p></div>\
         <div><h3><a href=\"/b\">A new crane</a></h3><p>“It is tall,” says the clerk.</p></div></div>",
        "<div class=\"c-teaser\"><h3><a href=\"/a\">Ice in port</a></h3><p>“Never again,” says the captain of the ferry.</p></div>",
        "<div class=\"text text--hidden\"><p>“Never again,” says the captain of the ferry.</p></div>",
        "<section class=\"subscription\"><p>“The best of the port,” say our readers of this paper, every Monday.</p></section>",
    ] {
        assert_eq!(quotations("a.html", &page("", &long_story(between))), ["“We will pay it,”"], "{between}");
    }
    let card = "<li><h3><a href=\"/a\">Ice in port</a></h3><p>“Never again,” says the captain, who has seen much ice in the port in \
                her time, though never so much of it as in the week before last, when nobody could leave.</p></li>";
    let more = "The clerk went home that night and told nobody more about the fee or the letter. ".repeat(6);
    let stream = format!("{}<ul>{}</ul>", long_story(&format!("<p>{more}</p>")), card.repeat(12));
    assert_eq!(quotations("a.html", &page("", &stream)), ["“We will pay it,”"], "a stream longer than the article");
    for between in [
        "<p><a href=\"/letter\">“The fee is nine crowns,” the letter says.</a></p>",
        "<p>The clerk wrote <a href=\"/letter\">“nine crowns a night for small boats”</a></p>",
        "<section><h2><a href=\"#why\">Why</a></h2><p>“It is dear,” she said.</p><h2><a href=\"#how\">How</a></h2><p>They pay.</p></section>",
        "<div class=\"article-widget article-widget-text\"><p>“It is dear,” she said.</p></div>",
        "<div class=\"card\"><p>“It is dear,” she said of <a href=\"/letter\">the letter</a>.</p></div>",
        "<div class=\"hidden md:block\"><p>“It is dear,” she said.</p></div>",
    ] {
        assert_eq!(quotations("a.html", &page("", &long_story(between))).len(), 2, "{between}");
    }
}

#[test]
fn an_article_is_not_lost_to_the_classes_of_its_parts() {
    let part = "<h3><a href=\"/a\">Two boats for sale</a></h3><p>“We will pay it,” said Ada Brink, who keeps two boats at the east quay \
                and one in the yard, and who has sold no boat since the winter in which the ferry sank off the pier.</p>";
    let unclosed = long_story("<div class=\"related\"><b>More</b><p>“We pay,” said Jan Vos.</p>");
    assert_eq!(
        quotations("a.html", &page("", &format!("<article>{unclosed}</article>"))).len(),
        2,
        "an element without an end"
    );
    for class in ["card", "sidebar-grid", "tag", "latest-body"] {
        let parts: Vec<String> = (0..9).map(|_| format!("<div class=\"{class}\">{part}</div>")).collect();
        let body =
            format!("<article><h1>Nine boats for sale</h1><p>The port has a list.</p>{}</article>", parts.concat());
        assert_eq!(quotations("a.html", &page("", &body)).len(), 9, "{class}");
    }
}

#[test]
fn the_sheet_has_the_words_that_a_reader_sees() {
    let body = "<article><h1>Fees go up</h1><p>“We will <b>pay</b> it &amp; wait,”<script>advert()</script> said Ada Brink.</p>\
                <p>“We pay,” said Jan Vos.</p></article>";
    let desk = folder(&[("a.html", &page("", body))]);
    let sheet = run(desk.path(), &["quotes", "--no-config", "--format", "json", "a.html"]).out;
    let sheet: Value = serde_json::from_str(&sheet).expect("JSON");
    let quotes = &sheet["files"][0]["quotes"];
    assert_eq!(quotes[0]["text"], "“We will <b>pay</b> it &amp; wait,”");
    assert_eq!(quotes[0]["read"], "“We will pay it & wait,”");
    assert_eq!(quotes[1]["text"], "“We pay,”");
    assert_eq!(quotes[1]["read"], Value::Null, "there is nothing between the words");
}

#[test]
fn words_below_a_picture_are_its_caption() {
    let lacks = |between: &str| findings("a.html", &page("", &long_story(between))).contains("picture-credit");
    let in_order =
        |words: &str| format!("<div><div><img src=\"a.jpg\" alt=\"The quay\"></div><div>{words}</div></div>");
    assert!(lacks(&in_order("The quay on the day of the vote")));
    assert!(!lacks(&in_order("The quay on the day of the vote. Photo: Jan Vos")));
    assert!(!lacks("<figure><img src=\"a.jpg\" alt=\"The quay on Monday\"><span>Getty Images</span></figure>"));
    assert!(!lacks("<div class=\"byline\"><img src=\"a.jpg\" alt=\"A portrait of Nora Quill\">By Nora Quill</div>"));
}

#[test]
fn a_page_that_never_credits_is_told_once() {
    let picture = |words: &str| format!("<p><img src=\"a.jpg\" alt=\"{words}\"></p>");
    let boats = [picture("Two boats at the quay"), picture("Ada Brink"), picture("The yard in the snow")].join(STORY);
    let count = |body: &str| findings("a.html", &page("", &long_story(body))).matches("picture-credit").count();
    assert_eq!(count(&boats), 1);
    assert_eq!(count(&picture("Ada Brink")), 0, "a name describes no photograph");
    let credited = "<figure><img src=\"b.jpg\" alt=\"Ice\"><figcaption>Ice. Photo: Jan Vos</figcaption></figure>";
    assert_eq!(count(&format!("{credited}{boats}")), 3);
    let maps = "<p><img src=\"a.jpg\" alt=\"A map of the port. Map: Harbour News\"></p>".repeat(3);
    assert_eq!(count(&format!("{maps}{boats}")), 1, "the credit of a picture that needs none does not count");
}

#[test]
fn nothing_in_a_template_is_read_or_fixed() {
    let text = "Write to {{ site.e-mail }} or {% e-mail %} or [[e-mail]] or %e-mail% or <%= e-mail %>.\n\n\
                {{< figure src=\"e-mail.png\" title=\"the the\" >}}\n\n[gallery link=\"e-mail\"]\n";
    for name in ["a.md", "a.mdx", "a.html", "a.txt"] {
        let desk = folder(&[(name, text)]);
        run(desk.path(), &["fix", "--no-config", "--suggested", "-q", name]);
        assert_eq!(std::fs::read_to_string(desk.path().join(name)).expect("the draft is there"), text, "{name}");
    }
    let quoted = "{% image \"a.jpg\" \"Two clerks on the quay\" %}\n\nThey call it the “[wall\nplan]({{ \"/2026/wall/\" | url }}),” and Ada Brink likes it. {{< ref \"b.md\" >}}\n";
    assert_eq!(quotations("a.md", quoted).len(), 1);
    let desk = folder(&[("a.md", quoted)]);
    let sheet = run(desk.path(), &["quotes", "--no-config", "--format", "csv", "a.md"]).out;
    assert!(sheet.contains(",term,"), "a name that people use is not speech: {sheet}");
    let mdx = "import Box from \"./e-mail\"\n\n# Fees go up\n\nThe port wrote an e-mail {props.e-mail} <Box title={\"e-mail\"} />\n";
    assert_eq!(findings("a.mdx", mdx).matches("preferred-terms").count(), 1);
    assert_eq!(findings("a.md", "The mayor, {{TK}}, was absent.\n").matches("placeholder").count(), 1);
}

#[test]
fn code_comments_and_marks_of_markdown_are_never_fixed() {
    let text = "# Fees go up\n\nThe port raised its fee.\n\n\
                {% highlight js %}\nlet a = \"e-mail\";\n\nthe the\n{% endhighlight %}\n\n\
                {%- comment -%}\nAn e-mail.\n{%- endcomment -%}\n\n\
                {{< highlight go >}}\nthe the\n{{< /highlight >}}\n\n\
                %% An e-mail. %%\n\n![[e-mail.png]]\n\n\
                Press <kbd>e-mail</kbd> in place of `of`, with [`with`](a), and <code>the the</code>.\n\n\
                The [list](a){key=\"the the\"}, as well.\n\n\
                ::: {.note title=\"an e-mail\"}\nIt is late.\n:::\n\n\
                <Card title=\"an e-mail\">\n  ```sh\n  npm\n  npm the the\n  ```\n</Card>\n";
    for name in ["a.md", "a.mdx"] {
        // Braces are code in MDX, and Obsidian reads no MDX.
        let text = if name == "a.md" { text.to_owned() } else { text.replace("%% An e-mail. %%\n\n", "") };
        let desk = folder(&[(name, text.as_str())]);
        run(desk.path(), &["fix", "--no-config", "--suggested", "-q", name]);
        assert_eq!(std::fs::read_to_string(desk.path().join(name)).expect("the draft is there"), text, "{name}");
    }
    let read = "# Fees go up\n\n> [!note] Of the the port\n> An e-mail came.\n\n<Steps>\n1. Read the e-mail.\n2. Go.\n</Steps>\n\n- [ ] Send an e-mail.\n\n\
                {% notice %}\nA long e-mail.\n{% endnotice %}\n";
    let found = findings("a.md", read);
    assert_eq!(found.matches("preferred-terms").count(), 4, "{found}");
    assert_eq!(found.matches("doubled-word").count(), 1, "{found}");
}

#[test]
fn a_box_in_markdown_is_not_a_quotation() {
    let told = |head: &str| {
        let text = format!(
            "# Fees go up\n\nBy Nora Quill\n\nThe port raised its fee. The clerk wrote it.\n\n{head}> An e-mail came.\n"
        );
        findings("a.md", &text).contains("preferred-terms")
    };
    assert!(told("> [!WARNING]\n"));
    assert!(told("> [!tip]+\n>\n"));
    assert!(!told(""), "a rule of style leaves what somebody else wrote");
}

#[test]
fn author_and_date_may_stand_in_a_box_under_the_headline() {
    let signed = |body: &str| {
        let found = findings("a.html", &page("", &format!("<main><h1>Fees go up</h1>{body}{}</main>", long_story(""))));
        (!found.contains("structure/byline"), !found.contains("structure/date"))
    };
    let author = "<a rel=\"author\" href=\"/p/1\">Nora Quill</a>";
    let time = "<time datetime=\"2026-03-03\">3 March</time>";
    assert_eq!(signed(&format!("<aside>{author} {time}</aside>")), (true, true));
    assert_eq!(
        signed(&format!(
            "<div class=\"byline social-tools\">{author}<ul><li><a href=\"/f\">F</a></li></ul>{time}</div>"
        )),
        (true, true)
    );
    assert_eq!(
        signed(&format!("<nav><span itemprop=\"author\">Nora Quill</span></nav><div class=\"share\">{time}</div>")),
        (true, true)
    );
    assert_eq!(
        signed("<div class=\"by-author-name\"><a href=\"/author/nora-quill\">Nora Ottoline Quill</a></div>"),
        (true, false)
    );
    assert_eq!(signed("<span class=\"authorname-txt\">Nora Quill</span>"), (true, false));
    let figure = "<figure><img src=\"a.jpg\" alt=\"The quay\"><figcaption>The quay in snow.</figcaption></figure>";
    assert_eq!(signed(&format!("{figure}<div class=\"x1\">By <span>Nora Quill</span></div>")), (true, false));
    assert_eq!(signed(""), (false, false));
    let below = format!("{}<aside>{author} {time}</aside>", long_story(""));
    assert_eq!(signed(&below), (false, false), "what stands in a box below is about another story");
}

#[test]
fn a_heading_above_the_headline_is_a_kicker() {
    let rest = long_story("").replace("<h1>Fees go up</h1>", "");
    let headline = |head: &str| {
        let html = page("", &format!("<main>{head}{rest}</main>"));
        let found = findings("a.html", &html);
        let told = found.lines().find(|line| line.contains("structure/byline")).expect("the page has no byline");
        let column: usize = told.split(':').nth(2).and_then(|column| column.parse().ok()).expect("a column");
        html.chars().skip(column - 1).take_while(|c| *c != '<').collect::<String>()
    };
    assert_eq!(headline("<h4>Harbour</h4><h1>Fees go up again</h1>"), "Fees go up again");
    assert_eq!(headline("<h2>Fees go up again</h2><h3>Harbour</h3>"), "Fees go up again");
}

#[test]
fn captions_in_templates_are_captions() {
    let text = "# Fees go up\n\n{{< figure src=\"a.png\" caption=\"The the quay\" >}}\n\n[caption id=\"1\"]The quay and the the sea[/caption]\n\nThe port raised its fee.\n";
    assert_eq!(findings("a.md", text).matches("doubled-word").count(), 2);
}

#[test]
fn the_name_of_a_file_dates_it() {
    let text = "---\ntitle: Fees go up\nauthor: Nora Quill\n---\n\nThe port raised its fee last week.\n";
    assert!(!findings("2026-03-03-fees-go-up.md", text).contains("date"));
    assert!(findings("fees-go-up.md", text).contains("structure/date"));
}

#[test]
fn seeds_of_this_kind_have_the_findings_of_their_article_only() {
    let found = run(root(), &["check", "--no-config", "--format", "short", "-q", "seeds/market-hall.html"]).out;
    assert_eq!(found.matches("preferred-terms").count(), 1, "{found}");
}
