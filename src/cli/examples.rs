//! Examples at the end of the help of commands; a test runs each.

pub const CHECK: &str = "\
Examples:
  copydesk check draft.docx                          findings in one draft
  copydesk check --show error drafts/                only what must not be published
  copydesk check --since main                        only what changed on this branch
  copydesk check --output html=report.html drafts/   also as a page for the browser
  copydesk check --level style=off draft.docx        without the rules of a family";

pub const COMPARE: &str = "\
Examples:
  copydesk check --notes 1.notes drafts/2025         keeps notes instead of comparing
  copydesk compare 1.notes 2.notes                   names that the drafts of both spell differently
  copydesk compare --merge 1.notes 2.notes           one file of notes, for a further merge";

pub const FIX: &str = "\
Examples:
  copydesk fix --diff drafts/                        what the safe fixes would change
  copydesk fix drafts/                               make them
  copydesk fix --rule style/preferred-terms drafts/  only those of one rule
  copydesk fix --track --suggested draft.docx        as tracked changes in a Word document";

pub const MARK: &str = "\
Examples:
  copydesk mark draft.docx                           writes draft.marked.docx
  copydesk mark --show warning --output for-ana.docx draft.docx";

pub const BASELINE: &str = "\
Examples:
  copydesk baseline                                  accept everything that is found today
  copydesk baseline --prune                          remove entries that no longer match";

pub const QUOTES: &str = "\
Examples:
  copydesk quotes draft.docx                         each quotation with its speaker
  copydesk quotes --record notes/ draft.docx         compared with your notes
  copydesk quotes --by speaker drafts/               how much each speaker says";

pub const NAMES: &str = "\
Examples:
  copydesk names draft.docx                          the people and organisations in a draft
  copydesk names --accept Iran Iraq                  these are two names";

pub const SOURCES: &str = "\
Examples:
  copydesk sources drafts/                           who is quoted, and how often
  copydesk sources --format html drafts/             the same as a page with bars
  copydesk sources --by month drafts/                how much is quoted in each month
  copydesk sources --unnamed drafts/                 sources without a name, with reason and approval";

pub const RULES: &str = "\
Examples:
  copydesk rules --level error                       rules whose findings fail a run
  copydesk rules --all --format json                 every built-in rule, for programs";

pub const EXPLAIN: &str = "\
Examples:
  copydesk explain style/preferred-terms             what the rule does and why
  copydesk explain style/preferred-terms draft.docx  what it finds in a draft
  copydesk explain attribution/unsourced-quote draft.docx:9:19";

pub const AUDIT: &str = "\
Examples:
  copydesk audit --rule style/preferred-terms archive/
  copydesk audit --rule style/preferred-terms --format csv archive/";
