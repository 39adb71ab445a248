// What the page shows first.

export const DRAFT = `# Ferry Crossing to Close for Repairs

By Marta Lindqvist

HARWICK — The river ferry between Harwick and Long Quay will stop running tomorrow, and it is not known when it will be back.

“The chains are worn through in four places,” said Tomas Brandt, the harbour engineer. “We cannot carry another car.”

The works will cost £40,000, Brand said. Passengers should send an e-mail to the office.

“Nobody has told us a single thing about how long this will take.”

The council’s Transport and Works Committee (TWC) meets on Monday. The TCW will hear from the shopkeepers of Long Quay first, as Brandt told the the Harwick Herald.
`;

export const RULE = `[[rule]]
id      = "house/harbour-office"
kind    = "terms"
level   = "warning"
message = "“{match}” is written “{replacement}”"
why     = "The office changed its name in May."
terms   = { "port office" = "harbour office" }
bad     = ["The [[port office -> harbour office]] closes at noon."]
good    = ["The harbour office closes at noon.", "“Ask the port office,” she said."]
`;
