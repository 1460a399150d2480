// SPDX-License-Identifier: MIT
#include "network/browserpage_p.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qlocale.h>

namespace QtLogin {

// Sizes are relative to the font that the person has chosen, and sides to the direction of the language. Colours have at
// least 4.5:1 (WCAG 2.2, 1.4.3).
static constexpr char pageStyle[] = R"(
:root { color-scheme: light dark; --paper: #f4f5f7; --card: #fff; --ink: #1d2129; --soft: #4a5160; --edge: #d5d9e0;
  --good: #1a7f37; --bad: #b42318; --none: #5b6472; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181d; --card: #22252c; --ink: #eceef2; --soft: #b9c0cc; --edge: #3a3f4a;
    --good: #56d37a; --bad: #ff8b80; --none: #a3acba; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; padding: 1.5rem; display: flex; align-items: center; justify-content: center;
  background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 30rem; padding: 2.5rem 2rem; text-align: center; background: var(--card);
  border: 1px solid var(--edge); border-radius: 0.75rem; overflow-wrap: anywhere; }
svg { width: 3.5rem; height: 3.5rem; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round;
  stroke-linejoin: round; }
h1 { margin: 1rem 0 0.5rem; font-size: 1.5rem; line-height: 1.25; font-weight: 600; text-wrap: balance; }
p { margin: 0; color: var(--soft); text-wrap: balance; }
.good { color: var(--good); } .bad { color: var(--bad); } .none { color: var(--none); }
)";

// Kinds differ in shape as well as in colour.
static QByteArray drawingFor(BrowserPage::Outcome outcome)
{
    switch (outcome) {
    case BrowserPage::Outcome::LoggedIn:
        return R"(<svg class="good" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="m7.5 12.5 3 3 6-6.5"/></svg>)";
    case BrowserPage::Outcome::Failed:
        return R"(<svg class="bad" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2.5 1.5 21h21z"/><path d="M12 9.5v5.5M12 18v.01"/></svg>)";
    case BrowserPage::Outcome::Cancelled:
        return R"(<svg class="none" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="M8 12h8"/></svg>)";
    }
    return {};
}

BrowserPage::BrowserPage(Outcome outcome, const QString &application)
    : m_outcome(outcome), m_application(application.isEmpty() ? QCoreApplication::applicationName() : application)
{
}

QString BrowserPage::headline() const
{
    switch (m_outcome) {
    case Outcome::LoggedIn:
        return tr("You are logged in");
    case Outcome::Failed:
        return tr("The login did not work");
    case Outcome::Cancelled:
        return tr("The login was cancelled");
    }
    return {};
}

QString BrowserPage::sentence() const
{
    if (m_outcome == Outcome::Failed)
        return tr("You can close this page and try again in %1.", "%1 is the name of the application");
    return tr("You can close this page and go back to %1.", "%1 is the name of the application");
}

QByteArray BrowserPage::html() const
{
    const QString language = tr("en", "The language of this translation as a tag of BCP 47, such as pt-BR");
    const bool isRightToLeft = QLocale(language).textDirection() == Qt::RightToLeft;
    const QString application = m_application.toHtmlEscaped();
    const QString name = QStringLiteral("<bdi>%1</bdi>").arg(application);
    QByteArray html = "<!DOCTYPE html>\n<html lang=\"" + language.toHtmlEscaped().toUtf8() + "\" dir=\""
        + (isRightToLeft ? "rtl" : "ltr") + "\">\n<head>\n<meta charset=\"utf-8\"/>\n";
    html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
            "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
            "<link rel=\"icon\" href=\"data:,\"/>\n"; // so that the browser does not ask for one
    html += "<title>" + headline().toHtmlEscaped().toUtf8() + " – " + application.toUtf8() + "</title>\n<style>";
    html += pageStyle;
    html += "</style>\n</head>\n<body>\n<main>\n" + drawingFor(m_outcome) + "\n<h1>" + headline().toHtmlEscaped().toUtf8()
        + "</h1>\n<p>" + sentence().toHtmlEscaped().arg(name).toUtf8() + "</p>\n</main>\n</body>\n</html>\n";
    return html;
}

QByteArray BrowserPage::contentSecurityPolicy()
{
    const QByteArray hash = QCryptographicHash::hash(pageStyle, QCryptographicHash::Sha256).toBase64();
    return "default-src 'none'; img-src data:; style-src 'sha256-" + hash
        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

} // namespace QtLogin
