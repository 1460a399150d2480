// SPDX-License-Identifier: MIT
#include "workwalk.h"
#include "support/patience.h"

#include <QtCore/qfile.h>
#include <QtCore/qjsondocument.h>
#include <QtGui/qaccessible.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlabel.h>

#include <csignal>

namespace QtLogin {

using namespace std::chrono_literals;

static constexpr std::array places = {Place::Open, Place::Secret, Place::Dialog};
static constexpr std::array views = {Place::Open, Place::Secret};

// The beginning of every text that this person types in this place.
static QString signOf(const QString &person, Place place)
{
    return person + QLatin1Char("OSD"[int(place)]);
}

// Beside the notes: what they said when they were saved, and what they have said since.
static QString workFile(const QString &folder)
{
    return folder + QStringLiteral("/work.json");
}

const WorkWalk::Step WorkWalk::steps[] = {
    {14, "type", &WorkWalk::type},
    {4, "type into the dialog", &WorkWalk::typeIntoDialog},
    {6, "type whatever has the focus", &WorkWalk::typeWhateverHasTheFocus},
    {3, "select", &WorkWalk::select},
    {3, "undo", &WorkWalk::undo},
    {7, "log in", &WorkWalk::logIn},
    {3, "log out", &WorkWalk::logOut},
    {8, "lock", &WorkWalk::lock},
    {10, "unlock", &WorkWalk::unlock},
    {2, "unlock wrongly first", &WorkWalk::unlockWronglyFirst},
    {4, "confirm", &WorkWalk::confirm},
    {4, "open the dialog", &WorkWalk::openDialog},
    {2, "close the dialog", &WorkWalk::closeDialog},
    {6, "let time pass", &WorkWalk::letTimePass},
    {2, "resize", &WorkWalk::resize},
};

WorkWalk::WorkWalk(const QString &folder, quint32 seed, int run, int diesAt)
    : m_folder(folder), m_dice(seed), m_run(run), m_words(run * 1'000)
{
    compareDisk();
    const auto now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 20) + std::chrono::hours(run);
    m_notebook = std::make_unique<Notebook>(folder, now, [this, diesAt] {
        if (++m_passes == diesAt)
            raise(SIGKILL);
    });
    settle();
    lookForWhatMustNotBeSeen(); // nothing, before it is known who is here
    const auto restored = m_notebook->login.restore();
    const auto over = [&] { return restored.isFinished() || (m_notebook->clock->advance(50ms), false); };
    expect(QTest::qWaitFor(over, patience), QStringLiteral("the restore does not end"));
    settle();
    compare();
}

QStringList WorkWalk::walk(int count)
{
    int weights = 0;
    for (const Step &step : steps)
        weights += step.weight;
    while (count-- > 0 && m_complaints.isEmpty()) {
        const Step *step = steps;
        for (int at = roll(weights); at >= step->weight; ++step)
            at -= step->weight;
        m_path += QLatin1String(step->name);
        (this->*step->take)();
        settle();
        compare();
        noteWork();
    }
    return m_complaints;
}

QStringList WorkWalk::end()
{
    m_path += QStringLiteral("end");
    m_notebook.reset();
    compareDisk();
    return m_complaints;
}

// As the event loop would between two steps of a person.
void WorkWalk::settle()
{
    for (int turn = 0; turn < 3; ++turn) {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

// ---- What may happen ----

QString WorkWalk::nextWord(Place place)
{
    return signOf(m_notebook->person(), place) + QString::number(++m_words);
}

void WorkWalk::type()
{
    const Place place = views[roll(views.size())];
    if (!maySee(m_notebook->person(), place))
        return;
    QTextEdit *edit = m_notebook->note(m_notebook->person(), place);
    if (!edit)
        return; // compare() complains
    edit->setFocus();
    QTest::keyClicks(edit, nextWord(place));
    QTest::keyClick(edit, Qt::Key_Space);
    m_work[{m_notebook->person(), int(place)}] = read(*edit);
}

void WorkWalk::typeIntoDialog()
{
    QLineEdit *entry = m_notebook->entry();
    if (!entry || !maySee(m_notebook->person(), Place::Dialog))
        return;
    QTest::keyClicks(entry, nextWord(Place::Dialog));
    m_entry = entry->text();
}

// The keys go where the platform would send them. No note contains what they write here.
void WorkWalk::typeWhateverHasTheFocus()
{
    QWindow *window = QGuiApplication::focusWindow();
    const bool isLocked = m_notebook->login.isLocked() || !m_notebook->login.isAuthenticated();
    if (!window || !isLocked)
        return;
    for (const char key : {'x', ' ', 'y', '\t', 'z'})
        QTest::keyClick(window, key);
}

void WorkWalk::select()
{
    const Place place = views[roll(views.size())];
    QTextEdit *edit = m_notebook->note(m_notebook->person(), place);
    if (!edit || !maySee(m_notebook->person(), place))
        return;
    const int length = int(edit->toPlainText().size());
    QTextCursor cursor = edit->textCursor();
    cursor.setPosition(roll(length + 1));
    cursor.setPosition(roll(length + 1), QTextCursor::KeepAnchor);
    edit->setTextCursor(cursor);
    m_work[{m_notebook->person(), int(place)}] = read(*edit);
}

void WorkWalk::undo()
{
    const Place place = views[roll(views.size())];
    QTextEdit *edit = m_notebook->note(m_notebook->person(), place);
    if (!edit || !maySee(m_notebook->person(), place))
        return;
    QTest::keySequence(edit, QKeySequence::Undo);
    m_work[{m_notebook->person(), int(place)}] = read(*edit);
}

void WorkWalk::logIn()
{
    const QString person = QLatin1String(Notebook::people[roll(2)]);
    const auto remember = roll(2) == 0 ? LoginOptions::Remember::Yes : LoginOptions::Remember::Keep;
    m_path += person;
    if (m_notebook->person() != person)
        noteWork();
    (void)m_notebook->login.logInVerified(SimpleUser::create({.id = person}), {.remember = remember});
}

void WorkWalk::logOut()
{
    m_notebook->login.logOut();
}

void WorkWalk::lock()
{
    m_notebook->login.lock();
}

void WorkWalk::unlockWith(const QString &password)
{
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        auto *field = window->findChild<QLineEdit *>(QStringLiteral("password"));
        if (window->objectName() != u"lockScreen" || !window->isVisible() || !field)
            continue;
        field->clear();
        QTest::keyClicks(field, password);
        QTest::keyClick(field, Qt::Key_Return);
        return;
    }
    expect(false, QStringLiteral("there is no lock screen"));
}

void WorkWalk::unlock()
{
    if (!m_notebook->login.isLocked())
        return;
    unlockWith(Notebook::passwordOf(m_notebook->person()));
    expect(QTest::qWaitFor([this] { return !m_notebook->login.isLocked(); }, patience), QStringLiteral("cannot be unlocked"));
}

void WorkWalk::unlockWronglyFirst()
{
    if (!m_notebook->login.isLocked())
        return;
    unlockWith(QStringLiteral("a guess"));
    expect(QTest::qWaitFor([this] { return !m_notebook->login.isBusy(); }, patience), QStringLiteral("a guess is never answered"));
    settle();
    expect(m_notebook->login.isLocked(), QStringLiteral("unlocked by a guess"));
    compare();
    unlock();
}

void WorkWalk::confirm()
{
    if (m_notebook->login.isAuthenticated() && !m_notebook->login.isLocked())
        (void)m_notebook->login.confirmLogin();
}

void WorkWalk::openDialog()
{
    if (!maySee(m_notebook->person(), Place::Dialog) || m_notebook->dialog())
        return;
    m_notebook->openDialog();
    m_entry.clear();
    expect(m_notebook->dialog(), QStringLiteral("the dialog does not open"));
}

void WorkWalk::closeDialog()
{
    if (m_notebook->dialog() && maySee(m_notebook->person(), Place::Dialog))
        m_notebook->dialog()->accept();
}

void WorkWalk::letTimePass()
{
    m_notebook->clock->advance(std::chrono::minutes(1 + roll(12)));
}

void WorkWalk::resize()
{
    m_notebook->window.resize(380 + roll(200), 180 + roll(120));
}

// ---- What must be, and what must not ----

WorkWalk::Note WorkWalk::read(const QTextEdit &edit)
{
    const QTextCursor cursor = edit.textCursor();
    return {.text = edit.toPlainText(),
            .position = cursor.position(),
            .anchor = cursor.anchor(),
            .undoSteps = edit.document()->availableUndoSteps()};
}

bool WorkWalk::maySee(const QString &person, Place place) const
{
    const auto requirement = place == Place::Secret ? Requirement::freshLogin() : Requirement::login();
    return !person.isEmpty() && m_notebook->person() == person && m_notebook->login.check(requirement) == Access::Allowed;
}

void WorkWalk::compare()
{
    if (const QString person = m_notebook->person(); person != m_person) {
        // Another user is in: the notes were saved, and come from the disk the next time.
        for (const Place place : views) {
            m_work.remove({m_person, int(place)});
            m_work.remove({person, int(place)});
        }
        m_person = person;
    }
    for (const char *person : Notebook::people) {
        compareNote(QLatin1String(person), Place::Open, m_notebook->open);
        compareNote(QLatin1String(person), Place::Secret, m_notebook->secret);
    }
    compareDialog();
    expect(m_notebook->window.isVisible() != m_notebook->login.isLocked(), QStringLiteral("the window is in the wrong place"));
    lookForWhatMustNotBeSeen();
}

void WorkWalk::compareNote(const QString &person, Place place, GatedView *view)
{
    const QString name = signOf(person, place);
    const QTextEdit *edit = m_notebook->note(person, place);
    if (!maySee(person, place)) {
        expect(!edit || !view->isOpen() || view->content() != edit, name + QStringLiteral(" is open"));
        expect(!edit || !edit->isVisible(), name + QStringLiteral(" is visible"));
        expect(!edit || person == m_person, name + QStringLiteral(" lives on"));
        return;
    }
    if (!edit || !view->isOpen() || view->content() != edit)
        return expect(false, name + QStringLiteral(" is not open"));
    const auto note = m_work.constFind({person, int(place)});
    if (note == m_work.constEnd()) {
        expect(edit->toPlainText() == Notebook::savedIn(m_folder, person, place), name + QStringLiteral(" is not what was saved"));
        m_work[{person, int(place)}] = read(*edit);
        return;
    }
    expect(read(*edit) == *note, QStringLiteral("%1 was \"%2\" and is \"%3\"").arg(name, note->text, edit->toPlainText()));
}

void WorkWalk::compareDialog()
{
    const QLineEdit *entry = m_notebook->entry();
    if (entry)
        expect(entry->isVisible() == maySee(m_person, Place::Dialog) && entry->text() == m_entry,
               QStringLiteral("the dialog was \"%1\" and is \"%2\"").arg(m_entry, entry->text()));
    else
        m_entry.clear();
}

namespace {

QString textOf(const QWidget *widget)
{
    QString text = widget->windowTitle() + widget->toolTip() + widget->accessibleName();
    if (const auto *edit = qobject_cast<const QTextEdit *>(widget))
        text += edit->toPlainText();
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        text += line->text();
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        text += label->text();
    return text;
}

QString readAloud(QAccessibleInterface *interface)
{
    if (!interface)
        return {};
    QString text = interface->text(QAccessible::Name) + interface->text(QAccessible::Value);
    if (interface->textInterface())
        text += interface->textInterface()->text(0, interface->textInterface()->characterCount());
    for (int i = 0; i < interface->childCount(); ++i)
        text += readAloud(interface->child(i));
    return text;
}

QSet<QRgb> coloursOf(QWidget *window)
{
    const QImage image = window->grab().toImage().convertToFormat(QImage::Format_RGB32);
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            if (x == 0 || line[x] != line[x - 1])
                colours += line[x];
        }
    }
    return colours;
}

} // namespace

// No pixel, no text, nothing to be read aloud. And what is theirs has gone with who has.
void WorkWalk::lookForWhatMustNotBeSeen()
{
    QString alive, visible;
    QSet<QRgb> colours;
    const auto widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        alive += textOf(widget) + u'\n';
        if (widget->isVisible())
            visible += textOf(widget) + u'\n';
        if (widget->isVisible() && widget->isWindow())
            colours += coloursOf(widget);
    }
    const QString aloud = readAloud(QAccessible::queryAccessibleInterface(qApp));
    for (const char *name : Notebook::people) {
        const auto person = QLatin1String(name);
        for (const Place place : places) {
            const QString sign = signOf(person, place);
            expect(person == m_notebook->person() || !alive.contains(sign), sign + QStringLiteral(" is still somewhere"));
            if (maySee(person, place))
                continue;
            expect(!visible.contains(sign), sign + QStringLiteral(" can be read"));
            expect(!aloud.contains(sign), sign + QStringLiteral(" can be heard"));
            expect(!colours.contains(Notebook::paperOf(person, place).rgb()), sign + QStringLiteral(" shines through"));
        }
    }
}

// ---- Beyond the end of the process ----

// Written between two steps, so that it is whole whenever the process is killed.
void WorkWalk::noteWork()
{
    QJsonObject work;
    for (const char *person : Notebook::people) {
        for (const Place place : views) {
            const QString saved = Notebook::savedIn(m_folder, QLatin1String(person), place);
            const auto note = m_work.value({QLatin1String(person), int(place)}, {.text = saved});
            work[signOf(QLatin1String(person), place)] = QJsonObject {{QStringLiteral("saved"), saved}, {QStringLiteral("said"), note.text}};
        }
    }
    QFile file(workFile(m_folder));
    if (file.open(QIODevice::WriteOnly))
        file.write(QJsonDocument(work).toJson());
}

// Killed, a note is what it was, or what was said in it when it was saved last. Never less, and never
// another's.
void WorkWalk::compareDisk()
{
    QFile file(workFile(m_folder));
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject work = QJsonDocument::fromJson(file.readAll()).object();
    for (const char *person : Notebook::people) {
        for (const Place place : views) {
            const QString sign = signOf(QLatin1String(person), place);
            const QString text = Notebook::savedIn(m_folder, QLatin1String(person), place);
            const QString saved = work[sign][QStringLiteral("saved")].toString();
            const QString said = work[sign][QStringLiteral("said")].toString();
            const bool quit = m_path.endsWith(QStringLiteral("end"));
            expect(text == said || (!quit && text == saved), QStringLiteral("%1: \"%2\" was \"%3\" and said \"%4\"").arg(sign, text, saved, said));
        }
    }
}

} // namespace QtLogin
