// What the page shows first.

export const DRAFT = `# Ferry Crossing To Close For Repairs

By Marta Lindqvist

HARWICK — The river ferry between Harwick and Long Quay will stop running tomorrow, and it is not known when it will be back.

“The chains are worn through in four places,” said Tomas Brandt, the harbour engineer. “We cannot carry another car.”

Brand said the works would cost £40,000, up from £32,000, a rise of 30 per cent. Passengers should send an e-mail to the office.

“Nobody told us anything.”

The council’s Transport and Works Committee (TWC) meets on Monday. The TCW will hear from the shopkeepers of Long Quay first.
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
