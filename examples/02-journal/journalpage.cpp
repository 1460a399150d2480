// SPDX-License-Identifier: MIT
#include "journalpage.h"

#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

using namespace std::chrono_literals;

static QString caption(const Page &page)
{
    const QString title = page.title.isEmpty() ? JournalPage::tr("Untitled") : page.title;
    return title + u'\n' + QLocale().toString(page.date, QLocale::LongFormat);
}

static void label(QListWidgetItem *item, const Page &page)
{
    item->setText(caption(page));
    item->setData(Qt::UserRole, QVariant::fromValue(page));
}

JournalPage::JournalPage(const QString &file, QWidget *parent) : QWidget(parent), m_journal(file)
{
    auto *halves = new QSplitter;
    halves->setChildrenCollapsible(false);
    halves->addWidget(createList());
    halves->addWidget(createEditor());
    halves->setStretchFactor(1, 1);
    m_error = new QLabel;
    m_error->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(halves, 1);
    layout->addWidget(m_error);
    setFocusProxy(m_text);

    m_pause.setSingleShot(true);
    m_pause.setInterval(5s);
    connect(&m_pause, &QTimer::timeout, this, &JournalPage::save);
    connect(m_title, &QLineEdit::textChanged, this, &JournalPage::noteChange);
    connect(m_date, &QDateEdit::dateChanged, this, &JournalPage::noteChange);
    connect(m_text, &QPlainTextEdit::textChanged, this, &JournalPage::noteChange);
    search({});
}

QWidget *JournalPage::createList()
{
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, &JournalPage::search);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_search, qOverload<>(&QWidget::setFocus));

    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Pages"));
    m_list->setSpacing(2);
    connect(m_list, &QListWidget::currentItemChanged, this, &JournalPage::turnTo);

    auto *half = new QWidget;
    auto *column = new QVBoxLayout(half);
    column->setContentsMargins({});
    column->addWidget(m_search);
    column->addWidget(m_list);
    return half;
}

QWidget *JournalPage::createEditor()
{
    m_title = new QLineEdit;
    m_title->setPlaceholderText(tr("Title"));
    m_title->setAccessibleName(tr("Title"));
    m_title->setStyleSheet(QStringLiteral("font-size: large; font-weight: bold"));
    m_date = new QDateEdit;
    m_date->setCalendarPopup(true);
    m_date->setAccessibleName(tr("Date"));
    m_text = new QPlainTextEdit;
    m_text->setAccessibleName(tr("Text"));
    m_text->setTabChangesFocus(true);
    m_text->document()->setDocumentMargin(12);

    m_editor = new QWidget;
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_date);
    auto *column = new QVBoxLayout(m_editor);
    column->setContentsMargins({});
    column->addLayout(head);
    column->addWidget(m_text);
    return m_editor;
}

void JournalPage::noteChange()
{
    if (!m_item)
        return;
    m_item->setText(caption(written()));
    m_pause.start();
}

void JournalPage::save()
{
    m_pause.stop();
    Page page = written();
    if (!m_item || page == m_page)
        return;
    if (m_journal.keep(page))
        m_page = page;
    label(m_item, page); // where it could not be kept, it is not lost yet
    showError();
}

void JournalPage::addPage()
{
    m_search->clear();
    auto *item = new QListWidgetItem;
    label(item, {});
    m_list->insertItem(0, item);
    m_list->setCurrentItem(item);
    m_title->setFocus();
}

void JournalPage::deletePage()
{
    if (!m_item)
        return;
    if (!m_journal.remove(m_page))
        return showError();
    delete std::exchange(m_item, nullptr); // nothing is left to save
    turnTo(m_list->currentItem());
}

void JournalPage::deleteAllPages()
{
    if (!m_journal.removeAll())
        return showError();
    m_item = nullptr;
    m_search->clear();
    search({});
}

void JournalPage::search(const QString &words)
{
    save();
    const qint64 open = m_page.id;
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        m_item = nullptr;
        const QList<Page> pages = m_journal.pages(words);
        for (const Page &page : pages) {
            auto *item = new QListWidgetItem(m_list);
            label(item, page);
            if (page.id == open)
                m_list->setCurrentItem(item);
        }
        if (!m_list->currentItem())
            m_list->setCurrentRow(0);
    }
    showError();
    turnTo(m_list->currentItem());
}

void JournalPage::turnTo(QListWidgetItem *item)
{
    save();
    m_item = nullptr; // what changes now was not written by anybody
    m_page = item ? item->data(Qt::UserRole).value<Page>() : Page();
    m_title->setText(m_page.title);
    m_date->setDate(m_page.date);
    m_text->setPlainText(m_page.text);
    m_text->setPlaceholderText(item ? tr("What happened?") : tr("There is nothing to read here. Begin a new page."));
    m_editor->setEnabled(item);
    m_item = item;
}

// The page as it stands in the editor.
Page JournalPage::written() const
{
    return {m_page.id, m_date->date(), m_title->text(), m_text->toPlainText()};
}

void JournalPage::showError()
{
    m_error->setVisible(!m_journal.error().isEmpty());
    m_error->setText(tr("This journal cannot be read or written: %1").arg(m_journal.error()));
}
